package dev.eksdsl.aws;

import dev.eksdsl.aws.pacing.PacedCall;
import dev.eksdsl.aws.pacing.Pacer;
import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Lets each call be made when the pacer permits it. Within a {@link Turn} a call that has to wait ends the turn for now;
 * outside of one the caller, who waits for the answer anyway, waits on the timeline. Thread-safe.
 */
final class PacedCalls {

    private static final Map<Class<?>, String> SERVICES = Map.of(
            EksClient.class, EksClient.SERVICE_NAME,
            Ec2Client.class, Ec2Client.SERVICE_NAME,
            IamClient.class, IamClient.SERVICE_NAME,
            SsmClient.class, SsmClient.SERVICE_NAME,
            StsClient.class, StsClient.SERVICE_NAME,
            ElasticLoadBalancingV2Client.class, ElasticLoadBalancingV2Client.SERVICE_NAME,
            CloudWatchLogsClient.class, CloudWatchLogsClient.SERVICE_NAME,
            KmsClient.class, KmsClient.SERVICE_NAME,
            ResourceGroupsTaggingApiClient.class, ResourceGroupsTaggingApiClient.SERVICE_NAME);

    private final Pacer pacer;
    private final Timeline timeline;

    PacedCalls(Pacer pacer, Timeline timeline) {
        this.pacer = pacer;
        this.timeline = timeline;
    }

    <R> R make(Class<?> client, String operation, Object request, Supplier<R> call) {
        PacedCall paced = new PacedCall(SERVICES.getOrDefault(client, ""), operation, isNarrowed(request));
        Supplier<R> counted = () -> count(paced, call);
        Turn turn = Turn.current();
        if (turn == null) {
            await(pacer.reserve(paced));
            return counted.get();
        }
        Turn.Answer<R> before = turn.repeated(request);
        if (before != null) {
            return before.get();
        }
        permit(turn, paced, request);
        Turn.Answer<R> answer = Turn.Answer.of(() -> Turn.aside(counted));
        turn.remember(request, answer);
        return answer.get();
    }

    private void permit(Turn turn, PacedCall paced, Object request) {
        Instant now = timeline.now();
        Permit held = turn.permit(request);
        Instant from = held == null ? now.plus(pacer.reserve(paced)) : held.from();
        if (from.isAfter(now)) {
            throw new NotYetPermittedException(new Permit(request, from), Duration.between(now, from));
        }
    }

    private <R> R count(PacedCall paced, Supplier<R> call) {
        try {
            return call.get();
        } catch (AwsCallException e) {
            if (TransientErrors.isThrottling(e.code())) {
                pacer.throttled(paced);
            }
            throw e;
        }
    }

    private void await(Duration wait) {
        if (!wait.isZero()) {
            CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
            timeline.schedule(wait, () -> over.complete(null));
            timeline.await(over);
        }
    }

    /** Filters, a page's size, or ids. */
    private static boolean isNarrowed(Object request) {
        return request instanceof SdkPojo pojo && pojo.sdkFields().stream().anyMatch(field -> narrows(field, pojo));
    }

    private static boolean narrows(SdkField<?> field, SdkPojo request) {
        Object value = field.getValueOrDefault(request);
        return value instanceof List<?> list
                ? !(value instanceof SdkAutoConstructList) && !list.isEmpty()
                : field.memberName().equals("MaxResults") && value != null;
    }
}
