package dev.eksdsl.resource.volume;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.Timing;
import dev.eksdsl.resource.ec2.Creation;
import dev.eksdsl.resource.ec2.Ec2Tags;
import dev.eksdsl.resource.leftover.ClusterTags;
import dev.eksdsl.resource.leftover.LeftoverType;
import dev.eksdsl.resource.leftover.Undeclared;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/**
 * The kind {@value #KIND}: the data of a claim. AWS does not know whether Kubernetes would retain it ({@code reclaimPolicy}), for
 * the EBS CSI driver sets the same tags on all that it makes. So what names the cluster goes, once it is attached to nothing,
 * unless it is marked by {@link Ownership#KEPT_TAG}: that is set on the volumes that Kubernetes is to retain, while the cluster
 * can still be asked, at the latest in the same run. It is never detached by force.
 */
public final class VolumeType extends LeftoverType<VolumeState> {

    /** The kind's name. */
    public static final String KIND = "volume";

    /** The nodes that it was attached to are gone by then, and EC2 detaches it within minutes. */
    private static final Timing DELETION = Timing.of(Duration.ofSeconds(2), Duration.ofMinutes(15));

    private static final String CLAIM_NAME = "kubernetes.io/created-for/pvc/name";
    private static final String CLAIM_NAMESPACE = "kubernetes.io/created-for/pvc/namespace";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<VolumeState> stateType() {
        return VolumeState.class;
    }

    /** The key of the volume, without which it cannot be attached again. */
    @Override
    public Set<String> needs() {
        return Set.of("key");
    }

    @Override
    protected void find(Observing<Undeclared, VolumeState> observing, boolean clusterStands) {
        ClusterTags ours = new ClusterTags(observing.owner().cluster());
        for (Volume each : describe(observing.aws(), ours)) {
            if (ours.claim(Ec2Tags.read(each.tags())) && !isLeaving(each) && !goesWithInstance(each)) {
                observing.found(new ResourceId(KIND, each.volumeId()), new Observation.Present<>(state(each)));
            }
        }
    }

    private static VolumeState state(Volume volume) {
        Map<String, String> tags = Ec2Tags.read(volume.tags());
        return new VolumeState(volume.volumeId(), claim(tags), volume.size(), tags.containsKey(Ownership.KEPT_TAG));
    }

    private static String claim(Map<String, String> tags) {
        String name = tags.get(CLAIM_NAME);
        return name == null ? "" : tags.getOrDefault(CLAIM_NAMESPACE, "") + "/" + name;
    }

    private static boolean isLeaving(Volume volume) {
        return volume.stateAsString().startsWith("delet");
    }

    private static boolean goesWithInstance(Volume volume) {
        return volume.attachments().stream().anyMatch(VolumeAttachment::deleteOnTermination);
    }

    @Override
    public String awsName(VolumeState state) {
        return state.id();
    }

    @Override
    public List<Problem> checkDeletion(ResourceId id, VolumeState state) {
        String whose = state.claim().isEmpty() ? "" : " of claim " + state.claim();
        return List.of(Problem.warning(
                "EKS-D05",
                id.toString(),
                "the data" + whose + " (" + state.sizeGib()
                        + " GiB) is lost, unless Kubernetes can still be asked and is to retain it",
                "keep it with .keep(\"" + id + "\")"));
    }

    @Override
    public boolean isKept(VolumeState state) {
        return state.kept();
    }

    /** Asks once more whether it is to stay: that may have been found out since the plan was made. */
    @Override
    public Progress<VolumeState> delete(Acting acting, VolumeState planned) {
        Optional<Volume> volume = describe(acting.aws(), planned.id());
        if (volume.isEmpty() || isKept(state(volume.get()))) {
            return Progress.gone();
        }
        if (!volume.get().attachments().isEmpty()) {
            String instance = volume.get().attachments().get(0).instanceId();
            return Progress.waiting("attached to " + instance, again -> delete(again, planned));
        }
        DeleteVolumeRequest request =
                DeleteVolumeRequest.builder().volumeId(planned.id()).build();
        Creation.unlessGone(() -> acting.aws().ec2(Ec2Client::deleteVolume, request));
        return Progress.gone();
    }

    private static Optional<Volume> describe(AwsApi aws, String id) {
        DescribeVolumesRequest request =
                DescribeVolumesRequest.builder().volumeIds(id).build();
        try {
            return aws.ec2(Ec2Client::describeVolumes, request).volumes().stream()
                    .findFirst();
        } catch (AwsCallException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<Undeclared> spec) {
        return switch (need) {
            case OBSERVE -> List.of(new Permission("ec2:DescribeVolumes", List.of("*"), Map.of()));
            case DELETE ->
                List.of(new Permission("ec2:DeleteVolume", List.of(scope.arn("ec2", "volume/" + id.name())), Map.of()));
            default -> List.of();
        };
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return DELETION;
    }

    private static List<Volume> describe(AwsApi aws, ClusterTags ours) {
        return Pages.all(
                token -> aws.ec2(
                        Ec2Client::describeVolumes,
                        DescribeVolumesRequest.builder()
                                .filters(ours.anyOfThem())
                                .nextToken(token)
                                .build()),
                DescribeVolumesResponse::nextToken,
                DescribeVolumesResponse::volumes);
    }
}
