package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Page;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.DescribeUpdateRequest;
import software.amazon.awssdk.services.eks.model.DescribeUpdateResponse;
import software.amazon.awssdk.services.eks.model.ListUpdatesRequest;
import software.amazon.awssdk.services.eks.model.ListUpdatesResponse;
import software.amazon.awssdk.services.eks.model.Update;

/** DescribeUpdate and ListUpdates: an update is found only under the resource that it updates. */
final class Updates {

    private final Surroundings eks;

    Updates(Surroundings eks) {
        this.eks = eks;
    }

    void register(FakeService.Operations operations) {
        operations.on(DescribeUpdateRequest.class, this::describe);
        operations.on(ListUpdatesRequest.class, this::list);
    }

    private DescribeUpdateResponse describe(DescribeUpdateRequest request, Caller caller) {
        Update update = log(
                        caller, request.name(), request.nodegroupName(), request.addonName(), request.capabilityName())
                .find(request.updateId());
        if (update == null) {
            throw Refusals.notFound(
                    Map.of("clusterName", request.name()), "No update found for ID: " + request.updateId());
        }
        return DescribeUpdateResponse.builder().update(update).build();
    }

    private ListUpdatesResponse list(ListUpdatesRequest request, Caller caller) {
        UpdateLog log =
                log(caller, request.name(), request.nodegroupName(), request.addonName(), request.capabilityName());
        Page<String> page = Pages.of(log.ids(), request.maxResults(), request.nextToken());
        return ListUpdatesResponse.builder()
                .updateIds(page.items())
                .nextToken(page.next())
                .build();
    }

    private UpdateLog log(
            Caller caller,
            String name,
            @Nullable String nodegroup,
            @Nullable String addon,
            @Nullable String capability) {
        ClusterState cluster = eks.places().cluster(caller, name);
        if (Stream.of(nodegroup, addon, capability).filter(Objects::nonNull).count() > 1) {
            throw Refusals.invalidParameter(
                    cluster.where(), "Give only one of nodegroupName, addonName and capabilityName");
        }
        if (capability != null) {
            return Capabilities.find(cluster, capability).updates;
        }
        if (nodegroup != null) {
            return Nodegroups.find(cluster, nodegroup).updates;
        }
        return addon != null ? Addons.find(cluster, addon).updates : cluster.updates;
    }
}
