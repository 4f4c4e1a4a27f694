package dev.eksdsl.resource.fargate;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.Problem;
import dev.eksdsl.resource.eks.ClusterParts;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ListFargateProfilesRequest;
import software.amazon.awssdk.services.eks.model.ListFargateProfilesResponse;

/** Finds Fargate profiles, and subnets that they may not use. */
final class FargateReads {

    private FargateReads() {}

    /** All names; none if there is no such cluster, which costs no call beside the cluster kind's own. */
    static List<String> list(AwsApi aws, String cluster) {
        return ClusterParts.names(
                aws,
                cluster,
                token -> aws.eks(
                        EksClient::listFargateProfiles,
                        ListFargateProfilesRequest.builder()
                                .clusterName(cluster)
                                .nextToken(token)
                                .build()),
                ListFargateProfilesResponse::nextToken,
                ListFargateProfilesResponse::fargateProfileNames);
    }

    /** EKS refuses subnets whose route table leads to an internet gateway. Only existing subnets need asking about. */
    static List<Problem> publicSubnets(AwsApi aws, FargateProfileSpec spec) {
        List<String> ids = spec.subnets().stream()
                .filter(Input.Known.class::isInstance)
                .map(Input::toString)
                .toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        DescribeRouteTablesRequest request = DescribeRouteTablesRequest.builder()
                .filters(Filter.builder()
                        .name("association.subnet-id")
                        .values(ids)
                        .build())
                .build();
        List<Problem> problems = new ArrayList<>();
        aws.ec2(Ec2Client::describeRouteTables, request).routeTables().stream()
                .filter(table -> table.routes().stream().anyMatch(FargateReads::leadsToInternet))
                .flatMap(table -> table.associations().stream())
                .map(association -> association.subnetId())
                .filter(ids::contains)
                .forEach(id -> problems.add(Problem.error(
                        "EKS-F01",
                        "fargate[" + spec.name() + "].subnets",
                        id + " is a public subnet, and Fargate runs on private subnets only",
                        "a subnet whose default route is a NAT gateway")));
        return problems;
    }

    private static boolean leadsToInternet(Route route) {
        return route.gatewayId() != null && route.gatewayId().startsWith("igw-");
    }
}
