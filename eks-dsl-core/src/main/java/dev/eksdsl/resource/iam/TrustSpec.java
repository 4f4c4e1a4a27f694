package dev.eksdsl.resource.iam;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.eksdsl.model.Input;
import java.util.Optional;

/** Who may assume a role. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(TrustSpec.ServiceTrust.class), @JsonSubTypes.Type(TrustSpec.WebIdentityTrust.class)})
public sealed interface TrustSpec {

    /** An AWS service, such as {@code eks.amazonaws.com}. */
    static TrustSpec service(String principal) {
        return new ServiceTrust(principal, false, Optional.empty());
    }

    /** An AWS service that also passes session tags on: EKS Auto Mode's cluster role, and EKS Pod Identity. */
    static TrustSpec taggingService(String principal) {
        return new ServiceTrust(principal, true, Optional.empty());
    }

    /**
     * An AWS service.
     *
     * @param principal such as {@code eks-fargate-pods.amazonaws.com}
     * @param tagSession whether it may also call {@code sts:TagSession}
     * @param sourceArn a pattern of the ARN in whose name the service may act; {@code {partition}}, {@code {region}} and
     *     {@code {account}} stand for where the session is. For Fargate: {@code
     *     arn:{partition}:eks:{region}:{account}:fargateprofile/production/*}
     */
    record ServiceTrust(String principal, boolean tagSession, Optional<String> sourceArn) implements TrustSpec {}

    /**
     * One service account of a cluster (IRSA).
     *
     * @param provider the ARN of the cluster's OIDC provider
     * @param issuer the cluster's issuer URL
     * @param namespace the service account's namespace
     * @param serviceAccount its name; {@code *} in it matches any rest, as for {@code efs-csi-*}
     */
    record WebIdentityTrust(Input provider, Input issuer, String namespace, String serviceAccount)
            implements TrustSpec {}
}
