package dev.eksdsl.testing.eks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Identity;
import software.amazon.awssdk.services.eks.model.OidcIdentityProviderConfigRequest;

/** What EKS refuses in the identity provider of a cluster. */
final class IdentityProviderRules {

    private IdentityProviderRules() {}

    static void check(OidcIdentityProviderConfigRequest oidc, ClusterState cluster) {
        Map<String, Object> where = cluster.where();
        if (oidc.identityProviderConfigName().isEmpty() || oidc.clientId().isEmpty()) {
            throw Refusals.invalidParameter(
                    where, "identityProviderConfigName and clientId of an identity provider can't be empty");
        }
        issuer(oidc.issuerUrl(), cluster, where);
        prefix("usernamePrefix", oidc.usernamePrefix(), where);
        prefix("groupsPrefix", oidc.groupsPrefix(), where);
    }

    private static void issuer(String url, ClusterState cluster, Map<String, Object> where) {
        if (!isGood(url)) {
            throw Refusals.invalidParameter(
                    where,
                    "issuerUrl '" + url
                            + "' is invalid: it must begin with https:// and have no query and no fragment");
        }
        Identity identity = cluster.described().identity();
        if (identity != null && url.equals(identity.oidc().issuer())) {
            throw Refusals.invalidParameter(
                    where,
                    "Incorrect Identity Provider URL configuration. The Identity Provider URL cannot be same as OpenID"
                            + " Connect (OIDC) issuer URL");
        }
    }

    private static boolean isGood(String url) {
        try {
            URI uri = new URI(url);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void prefix(String member, @Nullable String prefix, Map<String, Object> where) {
        if (prefix != null && prefix.contains("system:")) {
            throw Refusals.invalidParameter(where, member + " can't contain system:");
        }
    }
}
