package dev.eksdsl.resource.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eksdsl.model.Input;
import dev.eksdsl.resource.iam.TrustSpec.ServiceTrust;
import dev.eksdsl.resource.iam.TrustSpec.WebIdentityTrust;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustDocumentTest {

    private static final String ISSUER = "https://oidc.eks.us-east-1.amazonaws.com/id/0A1B";
    private static final String PROVIDER =
            "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/0A1B";

    @Test
    void service_mayAssume() throws Exception {
        assertSame(TrustDocument.of(new ServiceTrust("eks.amazonaws.com", false, Optional.empty())), """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"Service": "eks.amazonaws.com"}, "Action": "sts:AssumeRole"}]}""");
    }

    @Test
    void taggingService_mayAssumeAndTag() throws Exception {
        assertSame(TrustDocument.of(new ServiceTrust("pods.eks.amazonaws.com", true, Optional.empty())), """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"Service": "pods.eks.amazonaws.com"}, "Action": ["sts:AssumeRole", "sts:TagSession"]}]}""");
    }

    @Test
    void fargate_mayAssumeForItsProfilesOnly() throws Exception {
        String profiles = "arn:aws:eks:us-east-1:111122223333:fargateprofile/production/*";
        assertSame(
                TrustDocument.of(new ServiceTrust("eks-fargate-pods.amazonaws.com", false, Optional.of(profiles))),
                """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"Service": "eks-fargate-pods.amazonaws.com"}, "Action": "sts:AssumeRole",
                  "Condition": {"ArnLike": {"aws:SourceArn":
                    "arn:aws:eks:us-east-1:111122223333:fargateprofile/production/*"}}}]}""");
    }

    @Test
    void serviceAccount_pinnedBySubjectAndAudience() throws Exception {
        assertSame(TrustDocument.of(serviceAccount("api"), PROVIDER, ISSUER), """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"Federated":
                    "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/0A1B"},
                  "Action": "sts:AssumeRoleWithWebIdentity",
                  "Condition": {"StringEquals": {
                    "oidc.eks.us-east-1.amazonaws.com/id/0A1B:aud": "sts.amazonaws.com",
                    "oidc.eks.us-east-1.amazonaws.com/id/0A1B:sub": "system:serviceaccount:default:api"}}}]}""");
    }

    @Test
    void serviceAccountPattern_comparedAsPatternWithAudienceStillPinned() throws Exception {
        assertSame(TrustDocument.of(serviceAccount("efs-csi-*"), PROVIDER, ISSUER), """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"Federated":
                    "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/0A1B"},
                  "Action": "sts:AssumeRoleWithWebIdentity",
                  "Condition": {
                    "StringEquals": {"oidc.eks.us-east-1.amazonaws.com/id/0A1B:aud": "sts.amazonaws.com"},
                    "StringLike": {
                      "oidc.eks.us-east-1.amazonaws.com/id/0A1B:sub": "system:serviceaccount:default:efs-csi-*"}}}]}""");
    }

    private static WebIdentityTrust serviceAccount(String name) {
        return new WebIdentityTrust(Input.known(PROVIDER), Input.known(ISSUER), "default", name);
    }

    private static void assertSame(String document, String expected) throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(PolicyText.canonical(document)))
                .isEqualTo(json.readTree(PolicyText.canonical(expected)));
        assertThat(document.length()).isLessThan(2_048);
    }
}
