package dev.eksdsl.resource.nodegroup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** The nodes' subnets have no way out, neither through a gateway nor through endpoints. */
final class RouteCause {

    /** What nodes need of AWS to join (EKS user guide, "Deploy private clusters with limited internet access"). */
    private static final Set<String> SERVICES = Set.of("ec2", "ecr.api", "ecr.dkr", "s3");

    private final NodeFacts facts;
    private final NodeRoutes routes;

    private RouteCause(NodeFacts facts) {
        this.facts = facts;
        this.routes = NodeRoutes.read(facts);
    }

    static List<String> of(NodeFacts facts) {
        return new RouteCause(facts).causes();
    }

    /** One sentence for all subnets that are shut in alike. */
    private List<String> causes() {
        Map<String, List<String>> subnets = new LinkedHashMap<>();
        for (Subnet subnet : NodeRoutes.subnets(facts)) {
            cause(subnet)
                    .ifPresent(cause -> subnets.computeIfAbsent(cause, key -> new ArrayList<>())
                            .add(subnet.subnetId()));
        }
        return subnets.entrySet().stream()
                .map(each -> (each.getValue().size() == 1 ? "subnet " : "subnets ") + String.join(", ", each.getValue())
                        + ": " + each.getKey())
                .toList();
    }

    private Optional<String> cause(Subnet subnet) {
        Optional<RouteTable> table = routes.table(subnet.subnetId());
        Optional<Route> route = table.flatMap(NodeRoutes::defaultRoute);
        if (route.isPresent()) {
            return cause(subnet, table.get().routeTableId(), route.get());
        }
        Set<String> missing = new TreeSet<>(SERVICES);
        missing.removeAll(endpoints(table));
        if (missing.isEmpty() && facts.isPrivate()) {
            return Optional.empty();
        }
        String way = table.map(RouteTable::routeTableId).orElse("the main route table") + " has no route to 0.0.0.0/0";
        return Optional.of("no way out: " + way + (missing.isEmpty() ? "" : ", and there is no endpoint of ")
                + String.join(", ", missing) + "; lead the route to a NAT gateway, or make the endpoints and turn the"
                + " cluster's private access on");
    }

    private Optional<String> cause(Subnet subnet, String table, Route route) {
        if (NodeRoutes.leadsToInternetGateway(route)) {
            return cause(subnet, table, route, route.gatewayId());
        }
        if (route.natGatewayId() == null) {
            return route.state() == RouteState.BLACKHOLE
                    ? Optional.of(
                            "the default route of " + table + " leads nowhere (blackhole); lead it to a NAT gateway")
                    : Optional.empty();
        }
        Optional<NatGateway> gateway = routes.natGateway(route);
        String state = gateway.map(NatGateway::stateAsString).orElse("gone");
        if (!state.equals("available") || route.state() == RouteState.BLACKHOLE) {
            return Optional.of("the default route of " + table + " leads to NAT gateway " + route.natGatewayId()
                    + ", which is " + state + "; lead it to one that is available");
        }
        String standsIn = gateway.map(NatGateway::subnetId).orElse("");
        boolean works = routes.table(standsIn)
                .flatMap(NodeRoutes::defaultRoute)
                .filter(NodeRoutes::leadsToInternetGateway)
                .filter(out -> out.state() != RouteState.BLACKHOLE)
                .isPresent();
        return works
                ? Optional.empty()
                : Optional.of("NAT gateway " + route.natGatewayId() + " stands in subnet " + standsIn
                        + ", which has no route to an internet gateway; give it one");
    }

    private static Optional<String> cause(Subnet subnet, String table, Route route, String gateway) {
        if (route.state() == RouteState.BLACKHOLE) {
            return Optional.of("the default route of " + table + " leads to internet gateway " + gateway
                    + ", which is not attached to the VPC; attach it");
        }
        return Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch())
                ? Optional.empty()
                : Optional.of("its route leads to internet gateway " + gateway + ", but instances get no public address"
                        + " there; turn auto-assign public IPv4 address on, or use private subnets: .subnets(...)");
    }

    /** The services whose endpoints serve the subnet: gateways by its route table, the others by names in the whole VPC. */
    private Set<String> endpoints(Optional<RouteTable> table) {
        Filter inVpc =
                Filter.builder().name("vpc-id").values(facts.vpc().vpcId()).build();
        DescribeVpcEndpointsRequest request =
                DescribeVpcEndpointsRequest.builder().filters(inVpc).build();
        Function<VpcEndpoint, String> service = endpoint ->
                endpoint.serviceName().replaceFirst("^.*\\." + facts.aws().region() + "\\.", "");
        return facts.aws().ec2(Ec2Client::describeVpcEndpoints, request).vpcEndpoints().stream()
                .filter(endpoint -> "available".equalsIgnoreCase(endpoint.stateAsString()))
                .filter(endpoint -> !"Gateway".equals(endpoint.vpcEndpointTypeAsString())
                        || table.map(RouteTable::routeTableId)
                                .filter(endpoint.routeTableIds()::contains)
                                .isPresent())
                .map(service)
                .collect(Collectors.toSet());
    }
}
