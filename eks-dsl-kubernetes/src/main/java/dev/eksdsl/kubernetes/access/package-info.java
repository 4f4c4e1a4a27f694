/**
 * What it takes to be let into a cluster: {@link dev.eksdsl.kubernetes.access.EksTokenProvider} makes tokens in the JVM,
 * {@link dev.eksdsl.kubernetes.access.Kubeconfig} writes what kubectl reads. Programs rather begin at {@link
 * dev.eksdsl.kubernetes.EksKubernetes}.
 */
@NullMarked
package dev.eksdsl.kubernetes.access;

import org.jspecify.annotations.NullMarked;
