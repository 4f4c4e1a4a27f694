package dev.eksdsl.testing.ec2;

import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CidrBlock;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/** A peering connection between two VPCs of one account and region. */
final class FakePeering extends FakeResource {

    final String requesterVpcId;
    final String accepterVpcId;
    VpcPeeringConnectionStateReasonCode state = VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE;
    boolean requesterResolvesDns;
    boolean accepterResolvesDns;

    FakePeering(String id, String requesterVpcId, String accepterVpcId, Map<String, String> tags) {
        super(id, tags);
        this.requesterVpcId = requesterVpcId;
        this.accepterVpcId = accepterVpcId;
    }

    boolean isActive() {
        return state == VpcPeeringConnectionStateReasonCode.ACTIVE;
    }

    /** Whether it keeps the VPC from being deleted. */
    boolean blocks(FakeVpc vpc) {
        return isActive() && (requesterVpcId.equals(vpc.id) || accepterVpcId.equals(vpc.id));
    }

    private static String message(VpcPeeringConnectionStateReasonCode shown, String accepter) {
        return switch (shown) {
            case ACTIVE -> "Active";
            case DELETED -> "Deleted by the owner";
            case REJECTED -> "Rejected by the accepter";
            case INITIATING_REQUEST -> "Initiating Request to " + accepter;
            default -> "Pending Acceptance by " + accepter;
        };
    }

    VpcPeeringConnection view(RegionalState place) {
        return view(place, state);
    }

    /** As it is shown in a state. */
    VpcPeeringConnection view(RegionalState place, VpcPeeringConnectionStateReasonCode shown) {
        return VpcPeeringConnection.builder()
                .vpcPeeringConnectionId(id)
                .requesterVpcInfo(side(place, requesterVpcId, requesterResolvesDns))
                .accepterVpcInfo(side(place, accepterVpcId, accepterResolvesDns))
                .status(status -> status.code(shown).message(message(shown, place.accountId)))
                .tags(tagViews())
                .build();
    }

    private VpcPeeringConnectionVpcInfo side(RegionalState place, String vpcId, boolean resolves) {
        VpcPeeringConnectionVpcInfo.Builder side = VpcPeeringConnectionVpcInfo.builder()
                .vpcId(vpcId)
                .ownerId(place.accountId)
                .region(place.region);
        place.vpcs
                .find(vpcId)
                .ifPresent(vpc -> side.cidrBlock(vpc.cidr.toString())
                        .cidrBlockSet(vpc.cidrs.values().stream()
                                .map(cidr -> CidrBlock.builder()
                                        .cidrBlock(cidr.toString())
                                        .build())
                                .toList()));
        if (isActive()) {
            side.peeringOptions(options -> options.allowDnsResolutionFromRemoteVpc(resolves)
                    .allowEgressFromLocalClassicLinkToRemoteVpc(false)
                    .allowEgressFromLocalVpcToRemoteClassicLink(false));
        }
        return side.build();
    }
}
