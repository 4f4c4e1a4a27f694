package dev.eksdsl.testing.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.FakeAws;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

class EnforcementTest {

    private static final String ROOT_TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:root\"},\"Action\":\"sts:AssumeRole\"}]}";

    private final FakeAws aws = FakeAws.builder().enforcePolicies().build();
    private final IamClient admin = aws.iamClient();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void userOfIam_mayWhatPoliciesOfUserAndGroupAllow() {
        EksClient eks = client(EksClient.builder(), user("ann"));
        assertThatThrownBy(eks::listClusters)
                .isInstanceOf(EksException.class)
                .hasMessageContaining("User: arn:aws:iam::123456789012:user/ann is not authorized to perform: "
                        + "eks:ListClusters on resource: arn:aws:eks:us-east-1:123456789012:cluster/* because no "
                        + "identity-based policy allows the eks:ListClusters action");

        admin.createGroup(q -> q.groupName("readers"));
        admin.putGroupPolicy(q -> q.groupName("readers").policyName("eks").policyDocument(allow("eks:List*", "*")));
        admin.addUserToGroup(q -> q.groupName("readers").userName("ann"));

        assertThat(eks.listClusters().clusters()).isEmpty();
    }

    @Test
    void permissionsBoundary_limitsTheUser() {
        String arn = admin.createPolicy(q -> q.policyName("edge").policyDocument(allow("iam:*", "*")))
                .policy()
                .arn();
        AwsCredentialsProvider ann = user("ann");
        admin.putUserPolicy(q -> q.userName("ann").policyName("all").policyDocument(allow("*", "*")));
        admin.putUserPermissionsBoundary(q -> q.userName("ann").permissionsBoundary(arn));

        assertThatThrownBy(client(EksClient.builder(), ann)::listClusters)
                .hasMessageContaining("because no permissions boundary allows the eks:ListClusters action");
        assertThat(client(IamClient.builder(), ann).listUsers().users()).hasSize(1);
    }

    @Test
    void accessKeyMadeInactive_isInvalid_andItsLastUseIsKnown() {
        admin.createUser(q -> q.userName("ann"));
        AccessKey key = admin.createAccessKey(q -> q.userName("ann")).accessKey();
        StsClient sts = client(StsClient.builder(), provider(key));
        assertThat(admin.getAccessKeyLastUsed(q -> q.accessKeyId(key.accessKeyId()))
                        .accessKeyLastUsed()
                        .serviceName())
                .isEqualTo("N/A");

        assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/ann");
        assertThat(admin.getAccessKeyLastUsed(q -> q.accessKeyId(key.accessKeyId()))
                        .accessKeyLastUsed()
                        .serviceName())
                .isEqualTo("sts");
        admin.updateAccessKey(
                q -> q.userName("ann").accessKeyId(key.accessKeyId()).status(StatusType.INACTIVE));

        assertThatThrownBy(sts::getCallerIdentity)
                .hasMessageContaining("security token included in the request is invalid");
    }

    @Test
    void sessionOfARole_mayWhatRoleAndSessionPolicyAllow() {
        admin.createRole(q -> q.roleName("deployer").assumeRolePolicyDocument(ROOT_TRUST));
        admin.attachRolePolicy(q -> q.roleName("deployer").policyArn("arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"));
        admin.putRolePolicy(
                q -> q.roleName("deployer").policyName("more").policyDocument(allow("eks:*\",\"iam:ListRoles", "*")));
        aws.clock().advance(Duration.ofMinutes(1));

        AwsCredentialsProvider free = assume("deployer", null);
        AwsCredentialsProvider narrow = assume("deployer", allow("iam:*", "*"));

        assertThat(client(EksClient.builder(), free).listClusters().clusters()).isEmpty();
        // by AWS's own policy
        assertThat(client(Ec2Client.builder(), free).describeVpcs().hasVpcs()).isTrue();
        assertThatThrownBy(client(EksClient.builder(), narrow)::listClusters)
                .hasMessageContaining("User: arn:aws:sts::123456789012:assumed-role/deployer/me is not authorized")
                .hasMessageContaining("because no session policy allows the eks:ListClusters action");
        assertThat(client(IamClient.builder(), narrow).listRoles().roles()).hasSize(1);
    }

    @Test
    void trustInTheAccount_needsTheCallersPolicyToo() {
        admin.createRole(q -> q.roleName("deployer").assumeRolePolicyDocument(ROOT_TRUST));
        aws.clock().advance(Duration.ofMinutes(1));
        StsClient ann = client(StsClient.builder(), user("ann"));
        assertThatThrownBy(() -> assume(ann, "deployer", null))
                .hasMessageContaining("not authorized to perform: sts:AssumeRole");

        admin.putUserPolicy(q -> q.userName("ann")
                .policyName("assume")
                .policyDocument(allow("sts:AssumeRole", "arn:aws:iam::123456789012:role/deployer")));

        assertThat(assume(ann, "deployer", null).accessKeyId()).startsWith("ASIA");
    }

    @Test
    void refusalOfEc2_isDecodedBySts() {
        AwsCredentialsProvider limited = aws.callers().limitedTo(allow("ec2:Describe*", "*"));

        Ec2Exception refusal = org.junit.jupiter.api.Assertions.assertThrows(
                Ec2Exception.class,
                () -> client(Ec2Client.builder(), limited)
                        .createVpc(q -> q.cidrBlock("10.0.0.0/16").dryRun(true)));

        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("UnauthorizedOperation");
        assertThat(refusal.awsErrorDetails().errorMessage())
                .startsWith("You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/")
                .contains("ec2:CreateVpc on resource: arn:aws:ec2:us-east-1:123456789012:vpc/*");
        String encoded = refusal.awsErrorDetails().errorMessage().replaceFirst(".*message: ", "");
        assertThat(client(StsClient.builder(), aws.credentials())
                        .decodeAuthorizationMessage(q -> q.encodedMessage(encoded))
                        .decodedMessage())
                .contains("\"allowed\":false", "\"action\":\"ec2:CreateVpc\"", "\"key\":\"aws:RequestedRegion\"");
        assertThatThrownBy(() -> client(StsClient.builder(), aws.credentials())
                        .decodeAuthorizationMessage(q -> q.encodedMessage("nonsense")))
                .hasMessageContaining("Message is not valid");
    }

    @Test
    void tagsOfRequestAndResource_decide() {
        AwsCredentialsProvider limited = aws.callers().limitedTo("""
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Action":"ec2:CreateVpc","Resource":"*",
                  "Condition":{"StringEquals":{"aws:RequestTag/team":"web"},
                    "ForAllValues:StringEquals":{"aws:TagKeys":["team"]}}},
                 {"Effect":"Allow","Action":"ec2:CreateTags","Resource":"arn:aws:ec2:*:*:vpc/*",
                  "Condition":{"StringEquals":{"ec2:CreateAction":"CreateVpc"}}},
                 {"Effect":"Allow","Action":"ec2:DeleteVpc","Resource":"*",
                  "Condition":{"StringEquals":{"ec2:ResourceTag/team":"web"}}}]}
                """);
        Ec2Client ec2 = client(Ec2Client.builder(), limited);
        assertThatThrownBy(() -> vpc(ec2, "db")).hasMessageContaining("ec2:CreateVpc");
        String own = vpc(ec2, "web");
        String other = vpc(aws.ec2Client(), "db");

        assertThatThrownBy(() -> ec2.deleteVpc(q -> q.vpcId(other)))
                .hasMessageContaining("ec2:DeleteVpc on resource: arn:aws:ec2:us-east-1:123456789012:vpc/" + other);
        assertThatThrownBy(() -> ec2.createTags(
                        q -> q.resources(own).tags(t -> t.key("team").value("db"))))
                .hasMessageContaining("ec2:CreateTags");
        ec2.deleteVpc(q -> q.vpcId(own));
    }

    @Test
    void unknownAccessKeys_mayEverything() {
        assertThat(client(
                                EksClient.builder(),
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAANYBODY", "x")))
                        .listClusters()
                        .clusters())
                .isEmpty();
    }

    @Test
    void administratorOfAnotherAccount_seesThatOne() {
        assertThat(client(StsClient.builder(), aws.callers().administratorOf("444455556666"))
                        .getCallerIdentity()
                        .account())
                .isEqualTo("444455556666");
    }

    private static String vpc(Ec2Client ec2, String team) {
        return ec2.createVpc(q -> q.cidrBlock("10.0.0.0/16")
                        .tagSpecifications(s -> s.resourceType(ResourceType.VPC)
                                .tags(t -> t.key("team").value(team))))
                .vpc()
                .vpcId();
    }

    private static String allow(String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"%s\"],\"Resource\":\"%s\"}]}"
                .formatted(action, resource);
    }

    private AwsCredentialsProvider user(String name) {
        admin.createUser(q -> q.userName(name));
        return provider(admin.createAccessKey(q -> q.userName(name)).accessKey());
    }

    private static AwsCredentialsProvider provider(AccessKey key) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    }

    private AwsCredentialsProvider assume(String role, String policy) {
        Credentials session = assume(client(StsClient.builder(), aws.credentials()), role, policy);
        return StaticCredentialsProvider.create(
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
    }

    private static Credentials assume(StsClient sts, String role, String policy) {
        return sts.assumeRole(q -> q.roleArn("arn:aws:iam::123456789012:role/" + role)
                        .roleSessionName("me")
                        .policy(policy))
                .credentials();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, AwsCredentialsProvider credentials) {
        return builder.region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClient(aws.httpClient())
                .build();
    }
}
