package dev.eksdsl.resource.iam;

import dev.eksdsl.resource.iam.TrustSpec.ServiceTrust;
import dev.eksdsl.resource.iam.TrustSpec.WebIdentityTrust;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** Trust policies, as the EKS user guide writes them. */
final class TrustDocument {

    private static final String ASSUME = "sts:AssumeRole";
    private static final String AUDIENCE = "sts.amazonaws.com";

    private TrustDocument() {}

    static String of(ServiceTrust trust) {
        IamStatement.Builder statement = IamStatement.builder()
                .effect(IamEffect.ALLOW)
                .addPrincipal(IamPrincipalType.SERVICE, trust.principal())
                .actionIds(trust.tagSession() ? List.of(ASSUME, "sts:TagSession") : List.of(ASSUME));
        trust.sourceArn().ifPresent(arn -> statement.addCondition(IamConditionOperator.ARN_LIKE, "aws:SourceArn", arn));
        return document(statement);
    }

    /** Pins both subject and audience: with one of them open, any pod or any other use of the issuer could assume the role. */
    static String of(WebIdentityTrust trust, String providerArn, String issuerUrl) {
        String issuer = withoutScheme(issuerUrl);
        boolean pattern =
                trust.namespace().contains("*") || trust.serviceAccount().contains("*");
        IamStatement.Builder statement = IamStatement.builder()
                .effect(IamEffect.ALLOW)
                .addPrincipal(IamPrincipalType.FEDERATED, providerArn)
                .addAction("sts:AssumeRoleWithWebIdentity")
                .addCondition(IamConditionOperator.STRING_EQUALS, issuer + ":aud", AUDIENCE)
                .addCondition(
                        pattern ? IamConditionOperator.STRING_LIKE : IamConditionOperator.STRING_EQUALS,
                        issuer + ":sub",
                        "system:serviceaccount:" + trust.namespace() + ":" + trust.serviceAccount());
        return document(statement);
    }

    private static String document(IamStatement.Builder statement) {
        return IamPolicy.builder().addStatement(statement.build()).build().toJson();
    }

    private static String withoutScheme(String url) {
        return url.replaceFirst("^https://", "");
    }
}
