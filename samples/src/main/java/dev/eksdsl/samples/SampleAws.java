package dev.eksdsl.samples;

import dev.eksdsl.Eks;
import dev.eksdsl.EksSession;
import dev.eksdsl.testing.FakeAws;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * The AWS that a sample runs on, with clients to look around in it and to play the person who changes things by hand.
 *
 * @param fake the AWS in memory, if it is one
 */
record SampleAws(
        EksSession session,
        EksClient eks,
        Ec2Client ec2,
        IamClient iam,
        ElasticLoadBalancingV2Client balancers,
        Optional<FakeAws> fake)
        implements AutoCloseable {

    /** The endpoint of {@code AWS_ENDPOINT_URL}; AWS itself if {@code --aws} is said; else an AWS in memory. */
    static SampleAws of(String... arguments) {
        boolean real =
                System.getenv("AWS_ENDPOINT_URL") != null || List.of(arguments).contains("--aws");
        if (real) {
            return new SampleAws(
                    Eks.connect(),
                    EksClient.create(),
                    Ec2Client.create(),
                    IamClient.builder().region(Region.AWS_GLOBAL).build(),
                    ElasticLoadBalancingV2Client.create(),
                    Optional.empty());
        }
        FakeAws fake = FakeAws.create();
        return new SampleAws(
                fake.session(),
                fake.eksClient(),
                fake.ec2Client(),
                fake.iamClient(),
                fake.loadBalancingClient(),
                Optional.of(fake));
    }

    /** All that exists of what a cluster is made of, by id. */
    List<String> inventory() {
        return Stream.of(
                        eks.listClusters().clusters().stream(),
                        ec2.describeVpcs().vpcs().stream().map(v -> v.vpcId()),
                        ec2.describeSubnets().subnets().stream().map(s -> s.subnetId()),
                        ec2.describeInternetGateways().internetGateways().stream()
                                .map(g -> g.internetGatewayId()),
                        ec2.describeAddresses().addresses().stream().map(a -> a.allocationId()),
                        ec2.describeNatGateways().natGateways().stream()
                                .filter(g -> !g.stateAsString().equals("deleted"))
                                .map(g -> g.natGatewayId()),
                        ec2.describeRouteTables().routeTables().stream().map(t -> t.routeTableId()),
                        ec2.describeSecurityGroups().securityGroups().stream().map(g -> g.groupId()),
                        ec2.describeNetworkInterfaces().networkInterfaces().stream()
                                .map(i -> i.networkInterfaceId()),
                        iam.listRolesPaginator(r -> r.pathPrefix("/eks-dsl/")).roles().stream()
                                .map(r -> r.arn()),
                        iam.listOpenIDConnectProviders().openIDConnectProviderList().stream()
                                .map(p -> p.arn()),
                        balancers.describeLoadBalancers().loadBalancers().stream()
                                .map(b -> b.loadBalancerArn()))
                .flatMap(ids -> ids)
                .sorted()
                .toList();
    }

    /** What a person in the console might do: nodes can pull no images any more. */
    void detachNodePolicy(String role) {
        iam.listAttachedRolePolicies(r -> r.roleName(role)).attachedPolicies().stream()
                .filter(p -> p.policyName().startsWith("AmazonEC2ContainerRegistry"))
                .forEach(p -> iam.detachRolePolicy(r -> r.roleName(role).policyArn(p.policyArn())));
    }

    @Override
    public void close() {
        session.close();
        eks.close();
        ec2.close();
        iam.close();
        balancers.close();
        fake.ifPresent(FakeAws::close);
    }
}
