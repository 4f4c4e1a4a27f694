/**
 * The Kubernetes side of fake clusters. {@link dev.eksdsl.testing.kubernetes.KubernetesCluster} is what the fake EKS
 * drives; {@link dev.eksdsl.testing.kubernetes.FakeKubernetes} makes it, and is where tests begin: client, images,
 * objects. Next: {@code api} (the API server), {@code controller} (what acts in a cluster), {@code auth} (who may), {@code
 * door} (how clients get in, and how time passes for them).
 */
@NullMarked
package dev.eksdsl.testing.kubernetes;

import org.jspecify.annotations.NullMarked;
