package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;

/** Finds what a route is to lead to, from the members of CreateRoute and ReplaceRoute, which are the same. */
final class RouteTargets {

    private static final List<String> MEMBERS = List.of(
            "GatewayId",
            "NatGatewayId",
            "NetworkInterfaceId",
            "InstanceId",
            "EgressOnlyInternetGatewayId",
            "VpcPeeringConnectionId",
            "VpcEndpointId",
            "TransitGatewayId",
            "LocalGatewayId",
            "CarrierGatewayId",
            "CoreNetworkArn",
            "OdbNetworkArn",
            "LocalTarget");

    private final boolean lenient;

    /** @param lenient whether internet gateways need not be attached */
    RouteTargets(boolean lenient) {
        this.lenient = lenient;
    }

    /** @throws AwsFault if the request gives no target or several, or one that is not there or in another VPC */
    String of(RegionalState place, FakeRouteTable table, SdkRequest request) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String member : MEMBERS) {
            request.getValueForField(member, Object.class).ifPresent(value -> given.put(member, value.toString()));
        }
        if (given.isEmpty()) {
            throw Ec2Faults.missing("gatewayId");
        }
        if (given.size() > 1) {
            throw Ec2Faults.refuse(
                    "InvalidParameterCombination", "A route has one target; the request names " + given.size() + ".");
        }
        Map.Entry<String, String> target = given.entrySet().iterator().next();
        String id = target.getValue();
        switch (target.getKey()) {
            case "GatewayId" -> gateway(place, table, id);
            case "NatGatewayId" -> sameNetwork(table, "nat gateway " + id, natGateway(place, id).subnet.vpc.id);
            case "NetworkInterfaceId" ->
                sameNetwork(table, "interface " + id, place.interfaces.get(id, "networkInterfaceId").subnet.vpc.id);
            case "InstanceId" ->
                sameNetwork(
                        table,
                        "instance " + id,
                        place.instances.get(id, "instanceId").subnet().vpc.id);
            case "EgressOnlyInternetGatewayId" ->
                sameNetwork(
                        table,
                        "egress only internet gateway " + id,
                        place.egressOnlyGateways.get(id, "egressOnlyInternetGatewayId").vpcId);
            case "VpcPeeringConnectionId" -> place.peerings.get(id, "vpcPeeringConnectionId");
            case "VpcEndpointId" -> place.endpoints.get(id, "vpcEndpointId");
            case "LocalTarget" -> {
                return "local";
            }
            default ->
                throw Ec2Faults.refuse(
                        "UnsupportedOperation", "The fake has no routes to " + target.getKey() + " '" + id + "'.");
        }
        return id;
    }

    private void gateway(RegionalState place, FakeRouteTable table, String id) {
        if (!id.equals("local")) {
            FakeInternetGateway gateway = place.internetGateways.get(id, "gatewayId");
            if (!(lenient && gateway.vpcId == null)) {
                sameNetwork(table, "network gateway " + id, gateway.vpcId);
            }
        }
    }

    private static FakeNatGateway natGateway(RegionalState place, String id) {
        return place.natGateways.visible(List.of()).stream()
                .filter(gateway -> gateway.id.equals(id))
                .filter(gateway ->
                        gateway.state == NatGatewayState.PENDING || gateway.state == NatGatewayState.AVAILABLE)
                .findFirst()
                .orElseThrow(() -> Ec2Faults.refuse(
                        "InvalidNatGatewayID.NotFound", "The natGateway ID '" + id + "' does not exist"));
    }

    private static void sameNetwork(FakeRouteTable table, String target, @Nullable String vpcId) {
        if (!table.vpcId.equals(vpcId)) {
            throw Ec2Faults.invalid("route table " + table.id + " and " + target + " belong to different networks");
        }
    }
}
