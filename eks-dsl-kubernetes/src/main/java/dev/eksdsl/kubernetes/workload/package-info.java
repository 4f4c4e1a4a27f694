/**
 * Declares what shall run on a cluster. {@link dev.eksdsl.kubernetes.workload.Workloads} is the entry; what it makes are
 * Fabric8's own model objects, so they can be edited, printed and applied with Fabric8 as well. Everything that Kubernetes
 * or a load balancer controller would refuse is found before, all at once: {@link
 * dev.eksdsl.kubernetes.workload.InvalidWorkloadException}.
 */
@NullMarked
package dev.eksdsl.kubernetes.workload;

import org.jspecify.annotations.NullMarked;
