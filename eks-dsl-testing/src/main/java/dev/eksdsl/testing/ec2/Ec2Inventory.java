package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.InventoryItem;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;

/** What there is of EC2, without what can still be described but is gone. */
final class Ec2Inventory {

    private Ec2Inventory() {}

    static List<InventoryItem> of(Ec2State cloud) {
        return cloud.all().stream()
                .flatMap(place -> place.shelves().stream())
                .flatMap(shelf -> shelf.all().stream()
                        .filter(Ec2Inventory::exists)
                        .map(resource ->
                                new InventoryItem("ec2", shelf.kind().type().toString(), resource.id, resource.tags)))
                .sorted()
                .toList();
    }

    private static boolean exists(FakeResource resource) {
        if (resource instanceof FakeNatGateway gateway) {
            return gateway.state != NatGatewayState.DELETED;
        }
        if (resource instanceof FakeInstance instance) {
            return !instance.isTerminated();
        }
        if (resource instanceof FakePrefixList list) {
            return !list.isAws();
        }
        if (resource instanceof FakePeering peering) {
            return peering.state != VpcPeeringConnectionStateReasonCode.DELETED;
        }
        // fleets of type instant have no life of their own, requests end with their instances
        boolean record = resource instanceof FakeFleet
                || resource instanceof FakeSpotRequest request && !request.state.equals("active")
                || resource instanceof FakeDhcpOptions options && options.ofAws;
        return !record;
    }
}
