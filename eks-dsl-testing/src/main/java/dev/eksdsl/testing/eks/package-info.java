/**
 * The fake's EKS: clusters and all that belongs to them, with EKS's rules, refusals and lifecycles. The entry is {@link
 * dev.eksdsl.testing.eks.FakeEks}; {@link dev.eksdsl.testing.eks.KubernetesVersions} is its calendar of versions.
 *
 * <p>One file per kind of resource: its handlers ({@code Clusters}, {@code Nodegroups} …), beside it its rules ({@code
 * …Rules}) and its state ({@code …State}).
 */
@NullMarked
package dev.eksdsl.testing.eks;

import org.jspecify.annotations.NullMarked;
