package dev.eksdsl.testing.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.InventoryItem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.DeletionTaskStatusType;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;

class UsersAndGroupsTest {

    private static final String ALLOW = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":\"eks:List*\",\"Resource\":\"*\"}]}";
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    private final FakeAws aws = FakeAws.create();
    private final IamClient iam = aws.iamClient();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void userInUse_isNotDeleted() {
        iam.createUser(q -> q.userName("ann").path("/team/"));
        assertThatThrownBy(() -> iam.createUser(q -> q.userName("ANN")))
                .isInstanceOf(EntityAlreadyExistsException.class)
                .hasMessageContaining("User with name ANN already exists.");
        iam.createGroup(q -> q.groupName("readers"));
        iam.addUserToGroup(q -> q.groupName("readers").userName("ann"));
        assertConflict("must remove users from group first");
        iam.removeUserFromGroup(q -> q.groupName("readers").userName("ann"));
        String key = iam.createAccessKey(q -> q.userName("ann")).accessKey().accessKeyId();
        assertConflict("must delete access keys first");
        iam.deleteAccessKey(q -> q.userName("ann").accessKeyId(key));
        iam.createLoginProfile(q -> q.userName("ann").password("hidden"));
        assertConflict("must delete login profile first");
        iam.deleteLoginProfile(q -> q.userName("ann"));
        iam.attachUserPolicy(q -> q.userName("ann").policyArn(READ_ONLY));
        assertConflict("must detach all policies first");
        iam.detachUserPolicy(q -> q.userName("ann").policyArn(READ_ONLY));
        iam.putUserPolicy(q -> q.userName("ann").policyName("p").policyDocument(ALLOW));
        assertConflict("must delete policies first");
        iam.deleteUserPolicy(q -> q.userName("ann").policyName("p"));

        iam.deleteUser(q -> q.userName("ann"));

        assertThatThrownBy(() -> iam.getUser(q -> q.userName("ann")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The user with name ann cannot be found.");
    }

    private void assertConflict(String text) {
        assertThatThrownBy(() -> iam.deleteUser(q -> q.userName("ann")))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining(text);
    }

    @Test
    void inventory_hasKeysWithoutTheirSecrets() {
        iam.createUser(q -> q.userName("ann").tags(t -> t.key("team").value("web")));
        iam.createGroup(q -> q.groupName("readers"));
        var key = iam.createAccessKey(q -> q.userName("ann")).accessKey();

        assertThat(aws.inventory())
                .extracting(InventoryItem::toString)
                .contains(
                        "iam access-key " + key.accessKeyId() + " {}",
                        "iam group arn:aws:iam::123456789012:group/readers {}",
                        "iam user arn:aws:iam::123456789012:user/ann {team=web}")
                .noneMatch(item -> item.contains(key.secretAccessKey()));
        iam.createAccessKey(q -> q.userName("ann"));
        assertThatThrownBy(() -> iam.createAccessKey(q -> q.userName("ann")))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Cannot exceed quota for AccessKeysPerUser: 2");
    }

    @Test
    void policyOfAws_hasItsDocumentAndVersion() {
        String arn = "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy";
        String version = iam.getPolicy(q -> q.policyArn(arn)).policy().defaultVersionId();
        String document = iam.getPolicyVersion(q -> q.policyArn(arn).versionId(version))
                .policyVersion()
                .document();

        assertThat(version).isEqualTo("v3");
        assertThat(URLDecoder.decode(document, StandardCharsets.UTF_8)).contains("eks-auth:AssumeRoleForPodIdentity");
    }

    @Test
    void entitiesOfAPolicy_andTheSummaryCountThem() {
        iam.createUser(q -> q.userName("ann").permissionsBoundary(READ_ONLY));
        iam.createGroup(q -> q.groupName("readers"));
        iam.attachGroupPolicy(q -> q.groupName("readers").policyArn(READ_ONLY));

        var entities = iam.listEntitiesForPolicy(q -> q.policyArn(READ_ONLY));

        assertThat(entities.policyUsers()).singleElement().returns("ann", user -> user.userName());
        assertThat(entities.policyGroups()).singleElement().returns("readers", group -> group.groupName());
        assertThat(iam.getAccountSummary().summaryMap()).containsEntry(SummaryKeyType.USERS, 1);
        var details = iam.getAccountAuthorizationDetails();
        assertThat(details.userDetailList())
                .singleElement()
                .returns(READ_ONLY, user -> user.permissionsBoundary().permissionsBoundaryArn());
        assertThat(details.policies()).singleElement().returns("ReadOnlyAccess", policy -> policy.policyName());
    }

    @Test
    void serviceLinkedRole_isDeletedByATask() {
        iam.createServiceLinkedRole(q -> q.awsServiceName("eks.amazonaws.com"));
        String task = iam.deleteServiceLinkedRole(q -> q.roleName("AWSServiceRoleForAmazonEKS"))
                .deletionTaskId();
        assertThat(task).startsWith("task/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS/");
        assertThat(iam.getServiceLinkedRoleDeletionStatus(q -> q.deletionTaskId(task))
                        .status())
                .isEqualTo(DeletionTaskStatusType.IN_PROGRESS);

        aws.clock().advance(Duration.ofMinutes(1));

        assertThat(iam.getServiceLinkedRoleDeletionStatus(q -> q.deletionTaskId(task))
                        .status())
                .isEqualTo(DeletionTaskStatusType.SUCCEEDED);
        assertThat(iam.listRoles().roles()).isEmpty();
    }

    @Test
    void simulation_tellsDecisionStatementsAndMissingKeys() {
        iam.createUser(q -> q.userName("ann"));
        iam.putUserPolicy(q -> q.userName("ann").policyName("p").policyDocument("""
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Action":"eks:*","Resource":"*"},
                  {"Effect":"Deny","Action":"eks:DeleteCluster","Resource":"*",
                   "Condition":{"StringNotEquals":{"aws:ResourceTag/stage":"dev"}}}]}
                """));
        String arn = "arn:aws:iam::123456789012:user/ann";

        var results = iam.simulatePrincipalPolicy(q ->
                        q.policySourceArn(arn).actionNames("eks:ListClusters", "eks:DeleteCluster", "iam:ListRoles"))
                .evaluationResults();

        assertThat(results)
                .extracting(result -> result.evalActionName() + " " + result.evalDecisionAsString())
                .containsExactlyInAnyOrder(
                        "eks:ListClusters allowed", "eks:DeleteCluster explicitDeny", "iam:ListRoles implicitDeny");
        assertThat(results)
                .allSatisfy(
                        result -> assertThat(result.missingContextValues()).containsExactly("aws:ResourceTag/stage"));
        assertThat(results.stream()
                        .filter(result -> result.evalDecision() == PolicyEvaluationDecisionType.ALLOWED)
                        .flatMap(result -> result.matchedStatements().stream()))
                .singleElement()
                .returns("user_ann_p", statement -> statement.sourcePolicyId())
                .returns(2, statement -> statement.startPosition().line())
                .returns(3, statement -> statement.startPosition().column());
        assertThat(iam.simulatePrincipalPolicy(q -> q.policySourceArn(arn)
                                .actionNames("eks:DeleteCluster")
                                .permissionsBoundaryPolicyInputList(ALLOW)
                                .contextEntries(e -> e.contextKeyName("aws:ResourceTag/stage")
                                        .contextKeyType("string")
                                        .contextKeyValues("dev")))
                        .evaluationResults())
                .singleElement()
                .returns("implicitDeny", result -> result.evalDecisionAsString())
                .returns(
                        false,
                        result -> result.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary());
        assertThat(iam.getContextKeysForPrincipalPolicy(q -> q.policySourceArn(arn))
                        .contextKeyNames())
                .containsExactly("aws:ResourceTag/stage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:s3", "arn:aws:s3:*", "arn:aws:iam::123456789012:root", "arn:aws:iam::*:role/*"})
    void resourceOfAPolicy_mayBeCutShortOrHaveStars(String resource) {
        String document =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\""
                        + resource + "\"}]}";

        assertThat(iam.createPolicy(q -> q.policyName("p").policyDocument(document))
                        .policy()
                        .policyName())
                .isEqualTo("p");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'list','Resource':'*'}]} | Actions/Conditions must be prefaced by a vendor
            {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'a:b:c','Resource':'*'}]} | Actions/Condition can contain only one colon.
            {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'eks:*','Resource':'all'}]} | Resource all must be in ARN format
            {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'eks:*','Resource':'arn:b:eks:::x'}]} | Partition "b" is not valid for resource "arn:b:eks:::x".
            {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'eks:*','Resource':'*','Extra':1}]} | Syntax errors in policy.
            {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':5,'Resource':'*'}]} | Syntax errors in policy.
            {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':[],'Resource':'*'}]} | Policy statement must contain actions.
            {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'arn:aws'}]} | Resource vendor must be fully qualified
            {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'arn:aws:s3::x'}]} | The policy failed legacy parsing
            {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'arn:aws:iam::123456789012:x'}]} | IAM resource path must either be
            {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:us-east-1::x'}]} | can not contain region information.
            {'Version':'2012-10-17','Id':{},'Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]} | Syntax errors in policy.
            {'Version':'2008-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]} | Policy document must be version 2012-10-17 or greater.
            {'Version':'2012-10-17','Statement':[{'Sid':'a','Effect':'Allow','Action':'*','Resource':'*'},{'Sid':'a','Effect':'Allow','Action':'*','Resource':'*'}]} | Statement IDs (SID) in a single policy must be unique.
            """)
    void documentThatIsNoPolicy_isRefused(String document, String reason) {
        assertThatThrownBy(() -> iam.createPolicy(q -> q.policyName("p").policyDocument(document.replace('\'', '"'))))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining(reason);
    }
}
