package dev.eksdsl.resource.oidc;

import java.util.Map;
import java.util.Set;

/**
 * An OIDC provider as found.
 *
 * @param arn its ARN, which ends in the issuer without scheme
 * @param issuer the issuer URL
 * @param clientIds the audiences that it takes
 * @param tags all but the reserved ones
 */
public record OidcProviderState(String arn, String issuer, Set<String> clientIds, Map<String, String> tags) {

    public OidcProviderState {
        clientIds = Set.copyOf(clientIds);
        tags = Map.copyOf(tags);
    }

    OidcProviderState withClientIds(Set<String> ids) {
        return new OidcProviderState(arn, issuer, ids, tags);
    }

    OidcProviderState withTags(Map<String, String> all) {
        return new OidcProviderState(arn, issuer, clientIds, all);
    }
}
