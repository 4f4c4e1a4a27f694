package dev.eksdsl.resource.oidc;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.iam.IamTags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersRequest;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;

/** What is asked of EKS and IAM about OIDC providers. */
final class OidcProviders {

    private static final String SCHEME = "https://";

    private OidcProviders() {}

    /** A provider with all of its tags, ours included. */
    record Found(OidcProviderState state, Map<String, String> allTags) {}

    /** Whether there is a cluster, and its issuer once EKS has made it. */
    record ClusterIssuer(boolean clusterExists, Optional<String> url) {}

    /** The same read as the cluster kind's own, so it costs nothing while a plan is made. */
    static ClusterIssuer issuer(AwsApi aws, String cluster) {
        try {
            var found = aws.eks(
                            EksClient::describeCluster,
                            DescribeClusterRequest.builder().name(cluster).build())
                    .cluster();
            return new ClusterIssuer(
                    true,
                    Optional.ofNullable(found.identity())
                            .flatMap(identity -> Optional.ofNullable(identity.oidc()))
                            .flatMap(oidc -> Optional.ofNullable(oidc.issuer())));
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return new ClusterIssuer(false, Optional.empty());
            }
            throw e;
        }
    }

    static String arn(AwsApi aws, String issuer) {
        return "arn:" + aws.partition() + ":iam::" + aws.accountId() + ":oidc-provider/"
                + issuer.substring(issuer.startsWith(SCHEME) ? SCHEME.length() : 0);
    }

    static Optional<Found> find(AwsApi aws, String arn) {
        try {
            GetOpenIdConnectProviderRequest request = GetOpenIdConnectProviderRequest.builder()
                    .openIDConnectProviderArn(arn)
                    .build();
            return Optional.of(found(arn, aws.iam(IamClient::getOpenIDConnectProvider, request)));
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The ARNs of all providers of clusters of EKS in a region, whose issuers are at oidc.eks or, with IPv6, at oidc-eks. */
    static String arnsInRegion(PermissionScope scope) {
        return scope.iamArn("oidc-provider/oidc?eks." + scope.region() + ".*/id/*");
    }

    /** The providers of clusters of EKS in this region: one call for the list, one for each. */
    static List<Found> inRegion(AwsApi aws) {
        return aws
                .iam(
                        IamClient::listOpenIDConnectProviders,
                        ListOpenIdConnectProvidersRequest.builder().build())
                .openIDConnectProviderList()
                .stream()
                .map(OpenIDConnectProviderListEntry::arn)
                .filter(arn -> arn.contains("/oidc.eks." + aws.region() + ".")
                        || arn.contains("/oidc-eks." + aws.region() + "."))
                .flatMap(arn -> find(aws, arn).stream())
                .toList();
    }

    /** IAM tells the URL without its scheme. */
    private static Found found(String arn, GetOpenIdConnectProviderResponse read) {
        String issuer = read.url().startsWith(SCHEME) ? read.url() : SCHEME + read.url();
        return new Found(
                new OidcProviderState(arn, issuer, Set.copyOf(read.clientIDList()), IamTags.users(read.tags())),
                IamTags.read(read.tags()));
    }
}
