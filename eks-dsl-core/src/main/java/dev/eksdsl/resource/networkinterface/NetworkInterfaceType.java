package dev.eksdsl.resource.networkinterface;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.ec2.Creation;
import dev.eksdsl.resource.ec2.Ec2Tags;
import dev.eksdsl.resource.leftover.ClusterTags;
import dev.eksdsl.resource.leftover.LeftoverType;
import dev.eksdsl.resource.leftover.Undeclared;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/**
 * The kind {@value #KIND}: one that the VPC CNI or the VPC resource controller made for pods, and that is attached to nothing. It
 * holds its subnet and its security groups. What is attached goes with what it is attached to.
 */
public final class NetworkInterfaceType extends LeftoverType<NetworkInterfaceState> {

    /**
     * The kind's name. */
    public static final String KIND = "network-interface";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<NetworkInterfaceState> stateType() {
        return NetworkInterfaceState.class;
    }

    @Override
    public Set<String> needs() {
        return Set.of("subnet", "security-group", "managed-security-group");
    }

    @Override
    protected void find(Observing<Undeclared, NetworkInterfaceState> observing, boolean clusterStands) {
        ClusterTags ours = new ClusterTags(observing.owner().cluster());
        for (NetworkInterface each : detached(observing.aws(), ours)) {
            if (ours.claim(Ec2Tags.read(each.tagSet()))) {
                observing.found(
                        new ResourceId(KIND, each.networkInterfaceId()),
                        new Observation.Present<>(
                                new NetworkInterfaceState(each.networkInterfaceId(), each.subnetId())));
            }
        }
    }

    @Override
    public String awsName(NetworkInterfaceState state) {
        return state.id();
    }

    @Override
    public Progress<NetworkInterfaceState> delete(Acting acting, NetworkInterfaceState state) {
        DeleteNetworkInterfaceRequest request = DeleteNetworkInterfaceRequest.builder()
                .networkInterfaceId(state.id())
                .build();
        Creation.unlessGone(() -> acting.aws().ec2(Ec2Client::deleteNetworkInterface, request));
        return Progress.gone();
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<Undeclared> spec) {
        return switch (need) {
            case OBSERVE -> List.of(new Permission("ec2:DescribeNetworkInterfaces", List.of("*"), Map.of()));
            case DELETE ->
                List.of(new Permission(
                        "ec2:DeleteNetworkInterface",
                        List.of(scope.arn("ec2", "network-interface/" + id.name())),
                        Map.of()));
            default -> List.of();
        };
    }

    private static List<NetworkInterface> detached(AwsApi aws, ClusterTags ours) {
        Filter detached = Filter.builder().name("status").values("available").build();
        return Pages.all(
                token -> aws.ec2(
                        Ec2Client::describeNetworkInterfaces,
                        DescribeNetworkInterfacesRequest.builder()
                                .filters(detached, ours.anyOfThem())
                                .nextToken(token)
                                .build()),
                DescribeNetworkInterfacesResponse::nextToken,
                DescribeNetworkInterfacesResponse::networkInterfaces);
    }
}
