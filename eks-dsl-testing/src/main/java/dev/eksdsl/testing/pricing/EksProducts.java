package dev.eksdsl.testing.pricing;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What EKS charges: the hour of a cluster, what extended support adds to it, and Fargate where its price is at hand. A
 * cluster in extended support costs 0.60 US dollars an hour (EKS pricing page); the list has it as 0.10 for the cluster and
 * 0.50 on top.
 */
final class EksProducts {

    static final String SERVICE = "AmazonEKS";

    private EksProducts() {}

    static Stream<Product> all() {
        return PricedRegion.ALL.stream().flatMap(EksProducts::of);
    }

    private static Stream<Product> of(PricedRegion region) {
        Stream<Product> clusters = Stream.of(
                product(region, "AmazonEKS-Hours:perCluster", "CreateOperation", "0.1", "Amazon EKS cluster hour"),
                product(
                        region,
                        "AmazonEKS-Hours:extendedSupport",
                        "ExtendedSupport",
                        "0.5",
                        "Amazon EKS cluster hour in extended support"));
        if (region.fargateVcpu().isEmpty()) {
            return clusters;
        }
        return Stream.concat(
                clusters,
                Stream.of(
                        product(
                                region,
                                "Fargate-vCPU-Hours:perCPU",
                                "",
                                region.fargateVcpu(),
                                "vCPU hour of AWS Fargate"),
                        product(region, "Fargate-GB-Hours", "", region.fargateGb(), "GB hour of AWS Fargate")));
    }

    private static Product product(PricedRegion region, String usage, String operation, String usd, String what) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("servicecode", SERVICE);
        attributes.put("servicename", "Amazon Elastic Container Service for Kubernetes");
        attributes.put("location", region.location());
        attributes.put("locationType", "AWS Region");
        attributes.put("regionCode", region.code());
        attributes.put("usagetype", region.usagePrefix() + "-" + usage);
        attributes.put("operation", operation);
        return new Product(
                "Compute",
                attributes,
                new Product.Price(usd, "hours", "$" + usd + " per " + what + " in " + region.location()));
    }
}
