package dev.eksdsl.resource.oidc;

import dev.eksdsl.model.Input;
import java.util.Map;

/**
 * The OIDC provider of a cluster. Its client id is {@code sts.amazonaws.com}; it has no thumbprint, for IAM verifies EKS's
 * issuers by its own trusted authorities.
 *
 * @param issuer the cluster's issuer URL, such as {@code https://oidc.eks.us-east-1.amazonaws.com/id/0A1B2C}
 * @param tags the user's tags
 */
public record OidcProviderSpec(Input issuer, Map<String, String> tags) {

    public OidcProviderSpec {
        tags = Map.copyOf(tags);
    }
}
