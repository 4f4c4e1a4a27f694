package dev.eksdsl.testing.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.FilledRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Each operation that the fake has, by callers who may do everything and by callers who may do nothing. */
class EveryOperationTest {

    private static final String EVERYTHING = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}
            """;
    private static final String NOTHING = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"none:None","Resource":"*"}]}
            """;
    /** Those that need no permission (AWS STS API reference). */
    private static final Set<String> FREE = Set.of(
            "assumeRole", "assumeRoleWithWebIdentity", "assumeRoleWithSAML", "getCallerIdentity", "getSessionToken");

    /** A service, the code of its refusals and the prefix of its actions. */
    enum Service {
        AUTO_SCALING(AutoScalingClient.class, "autoscaling", "AccessDenied", "autoscaling"),
        EC2(Ec2Client.class, "ec2", "UnauthorizedOperation", "ec2"),
        EKS(EksClient.class, "eks", "AccessDeniedException", "eks"),
        ELB(ElasticLoadBalancingV2Client.class, "elasticloadbalancing", "AccessDenied", "elasticloadbalancing"),
        EVENTS(EventBridgeClient.class, "events", "AccessDeniedException", "events"),
        IAM(IamClient.class, "iam", "AccessDenied", "iam"),
        KMS(KmsClient.class, "kms", "AccessDeniedException", "kms"),
        LOGS(CloudWatchLogsClient.class, "logs", "AccessDeniedException", "logs"),
        PRICING(PricingClient.class, "pricing", "AccessDeniedException", "pricing"),
        QUOTAS(ServiceQuotasClient.class, "servicequotas", "AccessDeniedException", "servicequotas"),
        SQS(SqsClient.class, "sqs", "AccessDenied", "sqs"),
        SSM(SsmClient.class, "ssm", "AccessDeniedException", "ssm"),
        STS(StsClient.class, "sts", "AccessDenied", "sts"),
        TAGGING(ResourceGroupsTaggingApiClient.class, "tagging", "AccessDeniedException", "tag");

        final Class<? extends SdkClient> client;
        final String name;
        final String denied;
        final String prefix;

        Service(Class<? extends SdkClient> client, String name, String denied, String prefix) {
            this.client = client;
            this.name = name;
            this.denied = denied;
            this.prefix = prefix;
        }
    }

    /** What came of a call. */
    private record Answer(String operation, int status, String code, String text) {

        /** The fake has no handler for some operations. */
        boolean isKnown() {
            return !text.contains("is not answered by this fake AWS");
        }
    }

    @ParameterizedTest
    @EnumSource
    void administrator_isNeitherRefusedNorMetByAFailure(Service service) throws Exception {
        List<Answer> answers = answers(service, EVERYTHING);

        assertThat(answers.stream().filter(Answer::isKnown)).isNotEmpty();
        assertThat(answers)
                // IAM answers so for keys that nobody has
                .filteredOn(answer -> !answer.operation.equals("getAccessKeyLastUsed"))
                .filteredOn(answer ->
                        answer.status >= 500 || answer.text.contains("not authorized to perform: " + service.prefix))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void callerWithoutPermissions_isRefusedInTheServicesOwnWords(Service service) throws Exception {
        List<Answer> answers = answers(service, NOTHING).stream()
                .filter(Answer::isKnown)
                .filter(answer -> !FREE.contains(answer.operation))
                .toList();

        Pattern words = Pattern.compile("User: arn:aws:iam::123456789012:user/limited-1 is not authorized to perform: "
                + service.prefix + ":\\w+ .*because no identity-based policy allows the " + service.prefix
                + ":\\w+ action");
        assertThat(answers).isNotEmpty();
        assertThat(answers)
                .filteredOn(answer -> !answer.code.equals(service.denied)
                        || !words.matcher(answer.text).find())
                .isEmpty();
    }

    private static List<Answer> answers(Service service, String policy) throws Exception {
        List<Answer> answers = new ArrayList<>();
        try (FakeAws aws = FakeAws.create();
                SdkClient client = client(service, aws, aws.callers().limitedTo(policy))) {
            for (Method operation : operations(service).toList()) {
                answers.add(answer(client, operation, request(service, operation.getParameterTypes()[0])));
            }
        }
        return answers;
    }

    private static Stream<Method> operations(Service service) {
        return Stream.of(service.client.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                        && !method.getName().endsWith("Paginator"));
    }

    private static Answer answer(SdkClient client, Method operation, Object request) throws Exception {
        try {
            operation.invoke(client, request);
            return new Answer(operation.getName(), 200, "", "");
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof AwsServiceException refusal) {
                return new Answer(
                        operation.getName(),
                        refusal.statusCode(),
                        refusal.awsErrorDetails().errorCode(),
                        String.valueOf(refusal.awsErrorDetails().errorMessage()));
            }
            throw new AssertionError(operation.getName() + " cannot be called", e.getCause());
        }
    }

    /** With an endpoint the SDK would sign by an algorithm for which it needs more modules. */
    private static Object request(Service service, Class<?> type) {
        return type == PutEventsRequest.class
                ? ((PutEventsRequest) FilledRequest.of(service.name, type))
                        .toBuilder().endpointId(null).build()
                : FilledRequest.of(service.name, type);
    }

    @SuppressWarnings("unchecked")
    private static SdkClient client(Service service, FakeAws aws, AwsCredentialsProvider credentials)
            throws ReflectiveOperationException {
        Object builder = service.client.getMethod("builder").invoke(null);
        ((AwsClientBuilder<?, ?>) builder)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
        ((AwsSyncClientBuilder<?, ?>) builder).httpClient(aws.httpClient());
        return ((AwsClientBuilder<?, ? extends SdkClient>) builder).build();
    }
}
