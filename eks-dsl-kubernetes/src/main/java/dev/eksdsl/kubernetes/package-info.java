/**
 * A cluster's Kubernetes side. {@link dev.eksdsl.kubernetes.EksKubernetes} is the entry: it gives a Fabric8 client, tokens
 * and kubectl's configuration. {@link dev.eksdsl.kubernetes.workload.Workloads} declares what shall run, {@link
 * dev.eksdsl.kubernetes.deploy.EksDeployer} applies it, waits for it and says why it does not run.
 */
@NullMarked
package dev.eksdsl.kubernetes;

import org.jspecify.annotations.NullMarked;
