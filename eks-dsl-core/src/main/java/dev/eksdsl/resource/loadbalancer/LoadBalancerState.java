package dev.eksdsl.resource.loadbalancer;

/**
 * A load balancer as found.
 *
 * @param arn its ARN
 * @param name its name, unique in account and region
 */
public record LoadBalancerState(String arn, String name) {}
