/**
 * What runs in a cluster and holds resources of AWS outside the cluster's declaration: load balancers, volumes, Karpenter's
 * nodes. Looked for only when all is to go. Entry type: {@link dev.eksdsl.resource.workload.WorkloadsType}; the way into the
 * cluster is {@link dev.eksdsl.resource.workload.ClusterWorkloads}, which a module beyond this one implements.
 */
@NullMarked
package dev.eksdsl.resource.workload;

import org.jspecify.annotations.NullMarked;
