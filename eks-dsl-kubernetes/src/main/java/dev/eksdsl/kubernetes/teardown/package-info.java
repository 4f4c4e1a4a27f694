/**
 * Before a cluster is destroyed: what in it holds resources of AWS is deleted while its controllers live. Entry type: {@link
 * dev.eksdsl.kubernetes.teardown.KubernetesWorkloadsProvider}, which sessions find by themselves.
 */
@NullMarked
package dev.eksdsl.kubernetes.teardown;

import org.jspecify.annotations.NullMarked;
