package dev.eksdsl.testing.events;

import dev.eksdsl.testing.server.Caller;
import java.util.List;
import java.util.Map;

/**
 * An event of an AWS service, without what EventBridge adds. The forms are those of the Amazon EC2 user guide and the AWS
 * Health user guide.
 *
 * @param source the service, such as {@code aws.ec2}
 * @param detailType the kind of event, such as {@code EC2 Spot Instance Interruption Warning}
 * @param resources the ARNs of what it is about
 * @param detail the detail, of what JSON has: texts, numbers, booleans, lists and maps
 */
public record AwsEvent(String source, String detailType, List<String> resources, Map<String, Object> detail) {

    private static final String EC2 = "aws.ec2";
    private static final String ID = "instance-id";

    public AwsEvent {
        resources = List.copyOf(resources);
        detail = Map.copyOf(detail);
    }

    /** EC2 will take a Spot Instance back in two minutes. */
    public static AwsEvent spotInterruption(Caller owner, String instanceId) {
        return new AwsEvent(
                EC2,
                "EC2 Spot Instance Interruption Warning",
                List.of(instanceArn(owner, instanceId)),
                Map.of(ID, instanceId, "instance-action", "terminate"));
    }

    /** A Spot Instance is at an elevated risk of being taken back. */
    public static AwsEvent rebalanceRecommendation(Caller owner, String instanceId) {
        return new AwsEvent(
                EC2,
                "EC2 Instance Rebalance Recommendation",
                List.of(instanceArn(owner, instanceId)),
                Map.of(ID, instanceId));
    }

    /**
     * An instance has come to another state.
     *
     * @param state {@code pending}, {@code running}, {@code stopping}, {@code stopped}, {@code shutting-down} or {@code
     *     terminated}
     */
    public static AwsEvent stateChange(Caller owner, String instanceId, String state) {
        return new AwsEvent(
                EC2,
                "EC2 Instance State-change Notification",
                List.of(instanceArn(owner, instanceId)),
                Map.of(ID, instanceId, "state", state));
    }

    /**
     * AWS Health tells of a change that is scheduled for an instance.
     *
     * @param eventTypeCode Health's code, such as {@code AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED}
     */
    public static AwsEvent scheduledChange(Caller owner, String instanceId, String eventTypeCode) {
        return new AwsEvent(
                "aws.health",
                "AWS Health Event",
                List.of(instanceId),
                Map.of(
                        "service",
                        "EC2",
                        "eventTypeCode",
                        eventTypeCode,
                        "eventTypeCategory",
                        "scheduledChange",
                        "affectedEntities",
                        List.of(Map.of("entityValue", instanceId))));
    }

    private static String instanceArn(Caller owner, String instanceId) {
        return owner.arn("ec2", "instance/" + instanceId);
    }
}
