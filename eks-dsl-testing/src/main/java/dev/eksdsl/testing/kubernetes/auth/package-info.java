/**
 * Who may call a cluster's API, and for what: EKS tokens, access entries, EKS access policies and RBAC. Entry: {@link
 * dev.eksdsl.testing.kubernetes.auth.ClusterAccess}.
 */
@NullMarked
package dev.eksdsl.testing.kubernetes.auth;

import org.jspecify.annotations.NullMarked;
