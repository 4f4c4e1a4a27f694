package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AcceptVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.AcceptVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcPeeringConnectionOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcPeeringConnectionOptionsResponse;
import software.amazon.awssdk.services.ec2.model.PeeringConnectionOptionsRequest;
import software.amazon.awssdk.services.ec2.model.RejectVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.RejectVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;

/** The operations on VPC peering connections within one account and region. */
final class Peerings {

    private static Describe<FakePeering> filters(RegionalState place) {
        return new Describe<FakePeering>()
                .by("requester-vpc-info.owner-id", peering -> place.accountId)
                .by("accepter-vpc-info.owner-id", peering -> place.accountId)
                .byEach("requester-vpc-info.cidr-block", peering -> cidrs(place, peering.requesterVpcId))
                .byEach("accepter-vpc-info.cidr-block", peering -> cidrs(place, peering.accepterVpcId))
                .by("status-message", peering -> peering.view(place).status().message())
                .none("expiration-time")
                .by("vpc-peering-connection-id", peering -> peering.id)
                .by("requester-vpc-info.vpc-id", peering -> peering.requesterVpcId)
                .by("accepter-vpc-info.vpc-id", peering -> peering.accepterVpcId)
                .by("status-code", peering -> peering.state);
    }

    private static List<String> cidrs(RegionalState place, String vpcId) {
        return place.vpcs.find(vpcId).stream()
                .flatMap(vpc -> vpc.cidrs.values().stream())
                .map(Object::toString)
                .toList();
    }

    private final Ec2State cloud;

    Peerings(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateVpcPeeringConnectionRequest.class, this::create);
        operations.on(DescribeVpcPeeringConnectionsRequest.class, this::describe);
        operations.on(AcceptVpcPeeringConnectionRequest.class, this::accept);
        operations.on(RejectVpcPeeringConnectionRequest.class, this::reject);
        operations.on(DeleteVpcPeeringConnectionRequest.class, this::delete);
        operations.on(ModifyVpcPeeringConnectionOptionsRequest.class, this::modify);
    }

    private CreateVpcPeeringConnectionResponse create(CreateVpcPeeringConnectionRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeVpc requester = place.vpcs.get(request.vpcId(), "vpcId");
        boolean elsewhere = request.peerRegion() != null
                        && !request.peerRegion().equals(place.region)
                || request.peerOwnerId() != null && !request.peerOwnerId().equals(place.accountId);
        if (elsewhere) {
            throw Ec2Faults.refuse("UnsupportedOperation", "The fake has no peering with other accounts and regions.");
        }
        FakeVpc accepter = place.vpcs.get(request.peerVpcId(), "peerVpcId");
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.PEERING);
        boolean overlap = requester.cidrs.values().stream()
                .anyMatch(cidr -> accepter.cidrs.values().stream().anyMatch(cidr::overlaps));
        if (overlap) {
            throw Ec2Faults.invalid("The CIDR blocks of VPCs " + requester.id + " and " + accepter.id + " overlap");
        }
        FakePeering peering =
                place.peerings.add(new FakePeering(place.peerings.newId(), requester.id, accepter.id, tags));
        // the answer shows the state before the request has reached the other side
        return CreateVpcPeeringConnectionResponse.builder()
                .vpcPeeringConnection(peering.view(place, VpcPeeringConnectionStateReasonCode.INITIATING_REQUEST))
                .build();
    }

    private DescribeVpcPeeringConnectionsResponse describe(
            DescribeVpcPeeringConnectionsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakePeering> page = filters(place)
                .page(
                        place.peerings,
                        request.vpcPeeringConnectionIds(),
                        request.filters(),
                        request.maxResults(),
                        request.nextToken());
        return DescribeVpcPeeringConnectionsResponse.builder()
                .vpcPeeringConnections(page.items().stream()
                        .map(peering -> peering.view(place))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private static FakePeering pending(RegionalState place, @Nullable String id) {
        FakePeering peering = place.peerings.get(id, "vpcPeeringConnectionId");
        if (peering.state != VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE) {
            throw Ec2Faults.refuse(
                    "InvalidStateTransition",
                    "Invalid state transition for " + peering.id + ", attempted to transition from " + peering.state
                            + " to another state");
        }
        return peering;
    }

    private AcceptVpcPeeringConnectionResponse accept(AcceptVpcPeeringConnectionRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakePeering peering = pending(place, request.vpcPeeringConnectionId());
        peering.state = VpcPeeringConnectionStateReasonCode.ACTIVE;
        return AcceptVpcPeeringConnectionResponse.builder()
                .vpcPeeringConnection(peering.view(place))
                .build();
    }

    private RejectVpcPeeringConnectionResponse reject(RejectVpcPeeringConnectionRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        pending(place, request.vpcPeeringConnectionId()).state = VpcPeeringConnectionStateReasonCode.REJECTED;
        return RejectVpcPeeringConnectionResponse.builder().returnValue(true).build();
    }

    /** A deleted connection can be described for a while, as a deleted one. */
    private DeleteVpcPeeringConnectionResponse delete(DeleteVpcPeeringConnectionRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakePeering peering = place.peerings.get(request.vpcPeeringConnectionId(), "vpcPeeringConnectionId");
        peering.state = VpcPeeringConnectionStateReasonCode.DELETED;
        cloud.world.after(Duration.ofHours(1), () -> place.peerings.remove(peering));
        return DeleteVpcPeeringConnectionResponse.builder().returnValue(true).build();
    }

    private ModifyVpcPeeringConnectionOptionsResponse modify(
            ModifyVpcPeeringConnectionOptionsRequest request, Caller caller) {
        FakePeering peering = cloud.in(caller).peerings.get(request.vpcPeeringConnectionId(), "vpcPeeringConnectionId");
        if (!peering.isActive()) {
            throw Ec2Faults.refuse("OperationNotPermitted", "Peering connection " + peering.id + " is not active.");
        }
        ModifyVpcPeeringConnectionOptionsResponse.Builder response =
                ModifyVpcPeeringConnectionOptionsResponse.builder();
        PeeringConnectionOptionsRequest accepter = request.accepterPeeringConnectionOptions();
        if (accepter != null) {
            peering.accepterResolvesDns = Boolean.TRUE.equals(accepter.allowDnsResolutionFromRemoteVpc());
            response.accepterPeeringConnectionOptions(
                    options -> options.allowDnsResolutionFromRemoteVpc(peering.accepterResolvesDns));
        }
        PeeringConnectionOptionsRequest requester = request.requesterPeeringConnectionOptions();
        if (requester != null) {
            peering.requesterResolvesDns = Boolean.TRUE.equals(requester.allowDnsResolutionFromRemoteVpc());
            response.requesterPeeringConnectionOptions(
                    options -> options.allowDnsResolutionFromRemoteVpc(peering.requesterResolvesDns));
        }
        return response.build();
    }
}
