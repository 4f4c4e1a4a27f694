/**
 * What the kinds of EKS have in common: finding the parts of a cluster with {@link dev.eksdsl.resource.eks.ClusterParts},
 * waiting for updates with {@link dev.eksdsl.resource.eks.Updates} and for deletions with {@link
 * dev.eksdsl.resource.eks.Deletion}. Holds no kind itself.
 */
@NullMarked
package dev.eksdsl.resource.eks;

import org.jspecify.annotations.NullMarked;
