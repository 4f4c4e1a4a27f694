package dev.eksdsl;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.elasticip.ElasticIpSpec;
import dev.eksdsl.resource.elasticip.ElasticIpType;
import dev.eksdsl.resource.internetgateway.InternetGatewaySpec;
import dev.eksdsl.resource.internetgateway.InternetGatewayType;
import dev.eksdsl.resource.natgateway.NatGatewaySpec;
import dev.eksdsl.resource.natgateway.NatGatewayType;
import dev.eksdsl.resource.routetable.DefaultRoute;
import dev.eksdsl.resource.routetable.RouteTableSpec;
import dev.eksdsl.resource.routetable.RouteTableType;
import dev.eksdsl.resource.securitygroup.IngressRule;
import dev.eksdsl.resource.securitygroup.SecurityGroupSpec;
import dev.eksdsl.resource.securitygroup.SecurityGroupType;
import dev.eksdsl.resource.subnet.SubnetSpec;
import dev.eksdsl.resource.subnet.SubnetType;
import dev.eksdsl.resource.vpc.VpcSpec;
import dev.eksdsl.resource.vpc.VpcType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compiles a network: a VPC with a public and a private subnet in each zone, or references to what exists. */
final class NetworkCompiler {

    private static final int API_PORT = 443;

    private final EksClusterSpec cluster;
    private final NetworkSpec spec;
    private final Map<String, String> tags;
    private final List<Declared<?>> declared = new ArrayList<>();
    private final List<Input> publicSubnets = new ArrayList<>();
    private final List<Input> privateSubnets = new ArrayList<>();
    private final List<Input> securityGroups = new ArrayList<>();

    NetworkCompiler(EksClusterSpec cluster) {
        this.cluster = cluster;
        this.spec = cluster.network();
        this.tags = cluster.tags();
        spec.securityGroups().stream().map(Input::known).forEach(securityGroups::add);
        if (spec.exists()) {
            spec.publicSubnets().stream().map(Input::known).forEach(publicSubnets::add);
            spec.privateSubnets().stream().map(Input::known).forEach(privateSubnets::add);
        } else {
            make();
        }
    }

    List<Declared<?>> declared() {
        return declared;
    }

    List<Input> privateSubnets() {
        return privateSubnets;
    }

    List<Input> securityGroups() {
        return securityGroups;
    }

    /** The control plane's interfaces go into the private subnets, and into public ones where those are too few. */
    List<Input> clusterSubnets() {
        return privateSubnets.size() >= 2
                ? privateSubnets
                : Stream.concat(privateSubnets.stream(), publicSubnets.stream()).toList();
    }

    /** Nodes go into the private subnets, unless those have no way out. */
    List<Input> nodeSubnets() {
        boolean noWayOut = !spec.exists() && spec.nat() == NatMode.NONE;
        return noWayOut || privateSubnets.isEmpty() ? publicSubnets : privateSubnets;
    }

    /** What must be there before anything in the subnets can reach the internet. */
    Set<ResourceId> routes() {
        return declared.stream()
                .map(Declared::id)
                .filter(id -> id.kind().equals(RouteTableType.KIND))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void make() {
        Input vpc = declare(Declared.of(new VpcType(), cluster.name(), new VpcSpec(spec.cidr(), tags)), "id");
        Input gateway = declare(
                Declared.of(new InternetGatewayType(), cluster.name(), new InternetGatewaySpec(vpc, tags)), "id");
        List<Cidr> blocks = Cidr.parse(spec.cidr()).split(2 * spec.zones());
        for (int zone = 0; zone < spec.zones(); zone++) {
            publicSubnets.add(subnet(vpc, "public", zone, blocks.get(zone)));
            privateSubnets.add(subnet(vpc, "private", zone, blocks.get(spec.zones() + zone)));
        }
        routeTable(vpc, "public", Optional.of(new DefaultRoute.Internet(gateway)), publicSubnets);
        privateRoutes(vpc, gateway);
        IngressRule fromVpc = IngressRule.tcp(API_PORT, spec.cidr());
        SecurityGroupSpec group = new SecurityGroupSpec(
                vpc,
                cluster.name() + "-control-plane",
                "The API of EKS cluster " + cluster.name(),
                List.of(fromVpc),
                tags);
        securityGroups.add(declare(Declared.of(new SecurityGroupType(), "control-plane", group), "id"));
    }

    private void privateRoutes(Input vpc, Input gateway) {
        switch (spec.nat()) {
            case NONE -> routeTable(vpc, "private", Optional.empty(), privateSubnets);
            case SINGLE -> routeTable(vpc, "private", Optional.of(nat(gateway, 0)), privateSubnets);
            case PER_ZONE -> {
                for (int zone = 0; zone < spec.zones(); zone++) {
                    routeTable(
                            vpc,
                            "private-" + (zone + 1),
                            Optional.of(nat(gateway, zone)),
                            List.of(privateSubnets.get(zone)));
                }
            }
        }
    }

    private DefaultRoute nat(Input internetGateway, int zone) {
        String name = "nat-" + (zone + 1);
        Input address = declare(Declared.of(new ElasticIpType(), name, new ElasticIpSpec(tags)), "allocationId");
        NatGatewaySpec nat = new NatGatewaySpec(publicSubnets.get(zone), address, tags);
        Set<ResourceId> attached = Set.of(internetGateway.output().orElseThrow().resource());
        return new DefaultRoute.Nat(declare(Declared.of(new NatGatewayType(), name, nat, attached), "id"));
    }

    private Input subnet(Input vpc, String role, int zone, Cidr block) {
        SubnetSpec subnet = new SubnetSpec(vpc, block.toString(), Optional.empty(), zone, role.equals("public"), tags);
        return declare(Declared.of(new SubnetType(), role + "-" + (zone + 1), subnet), "id");
    }

    private void routeTable(Input vpc, String name, Optional<DefaultRoute> route, List<Input> subnets) {
        declared.add(Declared.of(new RouteTableType(), name, new RouteTableSpec(vpc, route, subnets, tags)));
    }

    private Input declare(Declared<?> resource, String output) {
        declared.add(resource);
        return Input.of(resource.id().output(output));
    }
}
