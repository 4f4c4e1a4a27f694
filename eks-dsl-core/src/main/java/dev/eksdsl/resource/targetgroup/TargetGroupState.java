package dev.eksdsl.resource.targetgroup;

/**
 * A target group as found.
 *
 * @param arn its ARN
 * @param name its name, unique in account and region
 */
public record TargetGroupState(String arn, String name) {}
