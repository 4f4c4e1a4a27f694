package dev.eksdsl.aws;

import java.util.function.BiFunction;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Calls to AWS, in one account and region. Each call is a method of an SDK client and its request: {@code
 * aws.eks(EksClient::describeCluster, request)}.
 *
 * <p>Thread-safe. Every failure is an {@link AwsCallException}. Nothing is retried here: the plan engine repeats, on its
 * timeline, what {@link TransientErrors} lists.
 */
public interface AwsApi {

    /** The region's id, such as {@code us-east-1}. */
    String region();

    /** The partition's id: {@code aws}, {@code aws-cn}, {@code aws-us-gov} … */
    String partition();

    /** The account of the credentials: told by the ARN of a cluster that was described, else by STS on first use. */
    String accountId();

    /**
     * Makes a call.
     *
     * @param client the interface of the SDK client that has the operation
     */
    <C, Q, R> R call(Class<C> client, BiFunction<C, Q, R> operation, Q request);

    default <Q, R> R eks(BiFunction<EksClient, Q, R> operation, Q request) {
        return call(EksClient.class, operation, request);
    }

    default <Q, R> R ec2(BiFunction<Ec2Client, Q, R> operation, Q request) {
        return call(Ec2Client.class, operation, request);
    }

    default <Q, R> R iam(BiFunction<IamClient, Q, R> operation, Q request) {
        return call(IamClient.class, operation, request);
    }

    default <Q, R> R ssm(BiFunction<SsmClient, Q, R> operation, Q request) {
        return call(SsmClient.class, operation, request);
    }

    default <Q, R> R elb(BiFunction<ElasticLoadBalancingV2Client, Q, R> operation, Q request) {
        return call(ElasticLoadBalancingV2Client.class, operation, request);
    }

    default <Q, R> R logs(BiFunction<CloudWatchLogsClient, Q, R> operation, Q request) {
        return call(CloudWatchLogsClient.class, operation, request);
    }

    default <Q, R> R kms(BiFunction<KmsClient, Q, R> operation, Q request) {
        return call(KmsClient.class, operation, request);
    }

    default <Q, R> R tagging(BiFunction<ResourceGroupsTaggingApiClient, Q, R> operation, Q request) {
        return call(ResourceGroupsTaggingApiClient.class, operation, request);
    }

    /** A view that makes each call once and then remembers the answer, refusals included. For reads that belong together. */
    default AwsApi remembering() {
        return new RememberingAws(this);
    }
}
