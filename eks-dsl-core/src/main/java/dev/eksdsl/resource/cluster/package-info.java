/** The EKS cluster itself: the control plane. The entry is {@link dev.eksdsl.resource.cluster.ClusterType}. */
@NullMarked
package dev.eksdsl.resource.cluster;

import org.jspecify.annotations.NullMarked;
