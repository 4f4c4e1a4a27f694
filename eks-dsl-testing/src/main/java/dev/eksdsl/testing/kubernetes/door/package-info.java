/**
 * Ways into a cluster's API: {@link dev.eksdsl.testing.kubernetes.door.InMemoryHttpClientFactory} for Fabric8's client
 * without a socket, {@link dev.eksdsl.testing.kubernetes.door.HttpsDoor} for every other client. How virtual time passes
 * while a client waits: {@link dev.eksdsl.testing.kubernetes.door.ClientTime}.
 */
@NullMarked
package dev.eksdsl.testing.kubernetes.door;

import org.jspecify.annotations.NullMarked;
