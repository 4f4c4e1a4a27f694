package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/**
 * The operations on VPC endpoints. An interface endpoint has a network interface in each of its subnets and is available
 * after a while; a gateway endpoint puts a route to AWS's prefix list into its route tables, at once.
 */
final class Endpoints {

    private static Describe<FakeEndpoint> filters(RegionalState place) {
        return new Describe<FakeEndpoint>()
                .by("service-region", endpoint -> place.region)
                .by("vpc-endpoint-id", endpoint -> endpoint.id)
                .by("vpc-id", endpoint -> endpoint.vpc.id)
                .by("service-name", endpoint -> endpoint.serviceName)
                .by("vpc-endpoint-type", endpoint -> endpoint.type)
                .by("vpc-endpoint-state", endpoint -> endpoint.state)
                .by("ip-address-type", endpoint -> endpoint.ipAddressType);
    }

    private final Ec2State cloud;
    private final Interfaces interfaces;

    Endpoints(Ec2State cloud, Interfaces interfaces) {
        this.cloud = cloud;
        this.interfaces = interfaces;
    }

    void register(Operations operations) {
        operations.on(CreateVpcEndpointRequest.class, this::create);
        operations.on(DescribeVpcEndpointsRequest.class, this::describe);
        operations.on(ModifyVpcEndpointRequest.class, this::modify);
        operations.on(DeleteVpcEndpointsRequest.class, this::delete);
        VpcEndpointServices.register(operations);
    }

    private CreateVpcEndpointResponse create(CreateVpcEndpointRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeEndpoint endpoint =
                place.tokens.once(request.clientToken(), request, FakeEndpoint.class, () -> create(place, request));
        return CreateVpcEndpointResponse.builder()
                .vpcEndpoint(endpoint.view(place))
                .clientToken(request.clientToken())
                .build();
    }

    private FakeEndpoint create(RegionalState place, CreateVpcEndpointRequest request) {
        FakeVpc vpc = place.vpcs.get(request.vpcId(), "vpcId");
        VpcEndpointType type = request.vpcEndpointType() == null ? VpcEndpointType.GATEWAY : request.vpcEndpointType();
        String service = Ec2Faults.required(request.serviceName(), "serviceName");
        boolean gateway = type == VpcEndpointType.GATEWAY;
        if (type != VpcEndpointType.INTERFACE && !gateway) {
            throw Ec2Faults.refuse(
                    "UnsupportedOperation", "The fake has no endpoints of type " + request.vpcEndpointTypeAsString());
        }
        if (!VpcEndpointServices.has(place.region, service, gateway) && !cloud.world.isLenient()) {
            throw Ec2Faults.refuse("InvalidServiceName", "The Vpc Endpoint Service '" + service + "' does not exist");
        }
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.VPC_ENDPOINT);
        checkShape(place, request, vpc, gateway);
        checkQuota(place, vpc, gateway);
        FakeEndpoint endpoint = new FakeEndpoint(place.endpoints.newId(), vpc, service, type, cloud.world.now(), tags);
        if (request.policyDocument() != null) {
            endpoint.policy = request.policyDocument();
        }
        if (request.ipAddressType() != null) {
            endpoint.ipAddressType = request.ipAddressTypeAsString();
        }
        place.endpoints.add(endpoint);
        if (gateway) {
            endpoint.state = "available";
            request.routeTableIds().forEach(id -> addRoute(place, endpoint, id));
            return endpoint;
        }
        endpoint.privateDns = !Boolean.FALSE.equals(request.privateDnsEnabled());
        endpoint.groupIds.addAll(
                request.securityGroupIds().isEmpty()
                        ? List.of(place.defaultGroupOf(vpc.id).id)
                        : request.securityGroupIds());
        request.subnetIds().forEach(id -> addInterface(place, endpoint, id));
        later(Durations.Of.VPC_ENDPOINT_CREATE, () -> {
            if (endpoint.state.equals("pending")) {
                endpoint.state = "available";
            }
        });
        return endpoint;
    }

    private void later(Durations.Of what, Runnable change) {
        cloud.world.lifecycle(cloud.world.durations().of(what), change);
    }

    private static void checkShape(
            RegionalState place, CreateVpcEndpointRequest request, FakeVpc vpc, boolean gateway) {
        if (gateway
                && !(request.subnetIds().isEmpty() && request.securityGroupIds().isEmpty())) {
            throw Ec2Faults.refuse(
                    "InvalidParameter", "Subnets and security groups are not supported for Gateway endpoints.");
        }
        if (!gateway && !request.routeTableIds().isEmpty()) {
            throw Ec2Faults.refuse("InvalidParameter", "Route table IDs are not supported for Interface endpoints.");
        }
        request.routeTableIds().forEach(id -> routeTable(place, vpc, id));
        request.subnetIds().forEach(id -> subnet(place, vpc, id));
        SecurityGroups.checkOfVpc(place, request.securityGroupIds(), vpc);
        boolean wantsDns = !gateway && !Boolean.FALSE.equals(request.privateDnsEnabled());
        if (wantsDns && !(vpc.dnsSupport && vpc.dnsHostnames)) {
            throw Ec2Faults.refuse(
                    "InvalidParameter",
                    "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true"
                            + " for " + vpc.id);
        }
        boolean conflict = wantsDns
                && place.endpoints.all().stream()
                        .anyMatch(other -> other.vpc == vpc
                                && other.privateDns
                                && !other.isDeleted()
                                && other.serviceName.equals(request.serviceName()));
        if (conflict) {
            throw Ec2Faults.refuse(
                    "InvalidParameter",
                    "private-dns-enabled cannot be set because there is already a conflicting DNS domain for "
                            + request.serviceName() + " in the VPC " + vpc.id);
        }
    }

    private void checkQuota(RegionalState place, FakeVpc vpc, boolean gateway) {
        long present = place.endpoints.all().stream()
                .filter(other -> !other.isDeleted())
                .filter(other -> gateway ? other.isGateway() : !other.isGateway() && other.vpc == vpc)
                .count();
        Ec2Limit quota = gateway ? Ec2Limit.GATEWAY_ENDPOINTS : Ec2Limit.INTERFACE_ENDPOINTS_PER_VPC;
        if (present >= cloud.limit(place, quota)) {
            throw Ec2Faults.limit("VpcEndpointLimitExceeded", "VPC endpoints");
        }
    }

    private static FakeRouteTable routeTable(RegionalState place, FakeVpc vpc, String id) {
        FakeRouteTable table = place.routeTables
                .find(id)
                .orElseThrow(() -> Ec2Faults.refuse(
                        "InvalidRouteTableId.NotFound", "The routeTable ID '" + id + "' does not exist"));
        if (!table.vpcId.equals(vpc.id)) {
            throw Ec2Faults.refuse("InvalidParameter", "Route table " + id + " does not belong to VPC " + vpc.id);
        }
        return table;
    }

    private static FakeSubnet subnet(RegionalState place, FakeVpc vpc, String id) {
        FakeSubnet subnet = place.subnets
                .find(id)
                .orElseThrow(() ->
                        Ec2Faults.refuse("InvalidSubnetId.NotFound", "The subnet ID '" + id + "' does not exist"));
        if (subnet.vpc != vpc) {
            throw Ec2Faults.refuse("InvalidParameter", "Subnet " + id + " does not belong to VPC " + vpc.id);
        }
        return subnet;
    }

    private static void addRoute(RegionalState place, FakeEndpoint endpoint, String tableId) {
        FakeRouteTable table = routeTable(place, endpoint.vpc, tableId);
        String list = PrefixLists.ofService(place, endpoint.service(place)).id;
        if (table.route(list).isPresent()) {
            throw Ec2Faults.refuse(
                    "RouteAlreadyExists",
                    "route table " + tableId + " already has a route with destination-prefix-list-id " + list);
        }
        endpoint.routeTableIds.add(tableId);
        table.routes().add(new FakeRoute(list, endpoint.id));
    }

    private static void removeRoute(RegionalState place, FakeEndpoint endpoint, String tableId) {
        endpoint.routeTableIds.remove(tableId);
        place.routeTables
                .find(tableId)
                .ifPresent(
                        table -> table.routes().removeIf(route -> route.target().equals(endpoint.id)));
    }

    private void addInterface(RegionalState place, FakeEndpoint endpoint, String subnetId) {
        FakeSubnet subnet = subnet(place, endpoint.vpc, subnetId);
        boolean sameZone = endpoint.interfaces.values().stream().anyMatch(each -> each.subnet.zone.equals(subnet.zone));
        if (sameZone) {
            throw Ec2Faults.refuse(
                    "DuplicateSubnetsInSameZone",
                    "Found another VPC endpoint subnet in the availability zone of " + subnetId
                            + ". VPC endpoint subnets should be in different availability zones supported by the VPC"
                            + " endpoint service.");
        }
        FakeInterface made = interfaces.add(
                place,
                subnet,
                null,
                List.copyOf(endpoint.groupIds),
                "VPC Endpoint Interface " + endpoint.id,
                NetworkInterfaceType.VPC_ENDPOINT,
                FakeInterface.Use.SERVICE,
                Map.of());
        endpoint.interfaces.put(subnetId, made);
    }

    private void removeInterface(RegionalState place, FakeEndpoint endpoint, String subnetId) {
        FakeInterface removed = endpoint.interfaces.remove(subnetId);
        if (removed != null) {
            interfaces.drop(place, removed);
        }
    }

    private DescribeVpcEndpointsResponse describe(DescribeVpcEndpointsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeEndpoint> page = Pages.of(
                filters(place).all(place.endpoints, request.vpcEndpointIds(), request.filters()),
                FakeResource::order,
                1,
                1000,
                request.maxResults(),
                request.nextToken());
        return DescribeVpcEndpointsResponse.builder()
                .vpcEndpoints(page.items().stream()
                        .map(endpoint -> endpoint.view(place))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private ModifyVpcEndpointResponse modify(ModifyVpcEndpointRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeEndpoint endpoint = place.endpoints.get(request.vpcEndpointId(), "vpcEndpointId");
        SecurityGroups.checkOfVpc(place, request.addSecurityGroupIds(), endpoint.vpc);
        request.addRouteTableIds().forEach(id -> addRoute(place, endpoint, id));
        request.removeRouteTableIds().forEach(id -> removeRoute(place, endpoint, id));
        endpoint.groupIds.addAll(request.addSecurityGroupIds());
        request.removeSecurityGroupIds().forEach(endpoint.groupIds::remove);
        request.removeSubnetIds().forEach(id -> removeInterface(place, endpoint, id));
        request.addSubnetIds().forEach(id -> addInterface(place, endpoint, id));
        endpoint.interfaces.values().forEach(each -> each.groupIds = List.copyOf(endpoint.groupIds));
        if (Boolean.TRUE.equals(request.resetPolicy())) {
            endpoint.policy = FakeEndpoint.OPEN_POLICY;
        } else if (request.policyDocument() != null) {
            endpoint.policy = request.policyDocument();
        }
        if (request.privateDnsEnabled() != null) {
            endpoint.privateDns = request.privateDnsEnabled();
        }
        if (request.ipAddressType() != null) {
            endpoint.ipAddressType = request.ipAddressTypeAsString();
        }
        return ModifyVpcEndpointResponse.builder().returnValue(true).build();
    }

    private DeleteVpcEndpointsResponse delete(DeleteVpcEndpointsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        List<UnsuccessfulItem> failed = new ArrayList<>();
        for (String id : request.vpcEndpointIds()) {
            Optional<FakeEndpoint> found = place.endpoints.find(id);
            if (found.isEmpty()) {
                failed.add(UnsuccessfulItem.builder()
                        .resourceId(id)
                        .error(error -> error.code("InvalidVpcEndpoint.NotFound")
                                .message("The VpcEndpoint Id '" + id + "' does not exist"))
                        .build());
            } else {
                delete(place, found.get());
            }
        }
        return DeleteVpcEndpointsResponse.builder().unsuccessful(failed).build();
    }

    private void delete(RegionalState place, FakeEndpoint endpoint) {
        if (endpoint.isGateway()) {
            List.copyOf(endpoint.routeTableIds).forEach(id -> removeRoute(place, endpoint, id));
            place.endpoints.remove(endpoint);
        } else if (!endpoint.state.equals("deleting")) {
            endpoint.state = "deleting";
            later(Durations.Of.VPC_ENDPOINT_DELETE, () -> {
                List.copyOf(endpoint.interfaces.keySet()).forEach(id -> removeInterface(place, endpoint, id));
                place.endpoints.remove(endpoint);
            });
        }
    }
}
