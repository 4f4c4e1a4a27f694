/**
 * The IAM OIDC provider of a cluster, which lets service accounts assume roles. Entry type: {@link
 * dev.eksdsl.resource.oidc.OidcProviderType}.
 */
@NullMarked
package dev.eksdsl.resource.oidc;

import org.jspecify.annotations.NullMarked;
