package dev.eksdsl;

/**
 * What it takes to reach a cluster's Kubernetes API.
 *
 * @param name the cluster's name
 * @param arn the cluster's ARN
 * @param region the cluster's region
 * @param endpoint the URL of the API
 * @param certificateAuthority the authority that signs the API's certificate: PEM, Base64-encoded, as EKS tells it
 */
public record ClusterAccess(String name, String arn, String region, String endpoint, String certificateAuthority) {}
