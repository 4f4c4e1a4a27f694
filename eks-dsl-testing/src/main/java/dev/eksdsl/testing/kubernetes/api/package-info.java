/**
 * A Kubernetes API server in memory: discovery, objects, patches, server-side apply, watches. Entry: {@link
 * dev.eksdsl.testing.kubernetes.api.KubernetesApi} for clients, {@link
 * dev.eksdsl.testing.kubernetes.api.KubernetesObjects} for controllers.
 */
@NullMarked
package dev.eksdsl.testing.kubernetes.api;

import org.jspecify.annotations.NullMarked;
