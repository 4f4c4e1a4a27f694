/**
 * Brings workloads onto a cluster. {@link dev.eksdsl.kubernetes.deploy.EksDeployer} is the entry: it applies objects,
 * waits for rollouts and load balancers, and deletes. {@link dev.eksdsl.kubernetes.deploy.RolloutDiagnosis} says why a
 * rollout does not come to its end.
 */
@NullMarked
package dev.eksdsl.kubernetes.deploy;

import org.jspecify.annotations.NullMarked;
