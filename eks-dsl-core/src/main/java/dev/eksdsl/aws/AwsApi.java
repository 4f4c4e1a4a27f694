package dev.eksdsl.aws;

import java.util.function.BiFunction;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
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

    /** The account of the credentials, told by STS on first use. */
    String accountId();

    <Q, R> R eks(BiFunction<EksClient, Q, R> operation, Q request);

    <Q, R> R ec2(BiFunction<Ec2Client, Q, R> operation, Q request);

    <Q, R> R iam(BiFunction<IamClient, Q, R> operation, Q request);

    <Q, R> R ssm(BiFunction<SsmClient, Q, R> operation, Q request);

    /** A view that makes each call once and then remembers the answer, refusals included. For reads that belong together. */
    default AwsApi remembering() {
        return new RememberingAws(this);
    }
}
