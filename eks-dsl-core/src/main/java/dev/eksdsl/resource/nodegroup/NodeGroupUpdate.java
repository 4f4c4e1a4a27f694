package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.Timing;
import dev.eksdsl.resource.eks.EksTags;
import dev.eksdsl.resource.eks.Updates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.DescribeUpdateRequest;
import software.amazon.awssdk.services.eks.model.NodegroupScalingConfig;
import software.amazon.awssdk.services.eks.model.Taint;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionRequest;

/** The calls that change a node group in place. */
record NodeGroupUpdate(NodeGroupSpec spec, NodeGroupState state) {

    static final String CONFIG = "config";
    static final String VERSION = "version";
    static final String TAGS = "tags";

    Progress<NodeGroupState> make(Acting acting, String call) {
        if (call.equals(TAGS)) {
            EksTags.set(acting, state.arn(), spec.tags());
            return NodeGroupType.look(acting);
        }
        Update update = call.equals(VERSION) ? version(acting) : config(acting);
        return Updates.await(
                update,
                "node group " + state.name(),
                DescribeUpdateRequest.builder().name(acting.owner().cluster()).nodegroupName(state.name()),
                NodeGroupType::look);
    }

    private Update version(Acting acting) {
        return acting.aws()
                .eks(
                        EksClient::updateNodegroupVersion,
                        UpdateNodegroupVersionRequest.builder()
                                .clusterName(acting.owner().cluster())
                                .nodegroupName(state.name())
                                .version(spec.version().orElseThrow())
                                .clientRequestToken(acting.token())
                                .build())
                .update();
    }

    private Update config(Acting acting) {
        UpdateNodegroupConfigRequest.Builder request = UpdateNodegroupConfigRequest.builder()
                .clusterName(acting.owner().cluster())
                .nodegroupName(state.name())
                .clientRequestToken(acting.token())
                .scalingConfig(scaling());
        addLabels(request);
        addTaints(request);
        spec.maxUnavailable().ifPresent(n -> request.updateConfig(u -> u.maxUnavailable(n)));
        return acting.aws()
                .eks(EksClient::updateNodegroupConfig, request.build())
                .update();
    }

    /** Where the number of nodes is an autoscaler's, it stays what it is, within the new bounds. */
    private NodegroupScalingConfig scaling() {
        int desired =
                spec.desiredSize().orElse(Math.max(spec.minSize(), Math.min(spec.maxSize(), state.desiredSize())));
        return NodeGroupRequests.scaling(spec).toBuilder().desiredSize(desired).build();
    }

    private void addLabels(UpdateNodegroupConfigRequest.Builder request) {
        Map<String, String> set = new TreeMap<>(spec.labels());
        set.entrySet().removeIf(e -> e.getValue().equals(state.labels().get(e.getKey())));
        List<String> removed = state.labels().keySet().stream()
                .filter(key -> !spec.labels().containsKey(key))
                .toList();
        if (!set.isEmpty() || !removed.isEmpty()) {
            request.labels(l -> l.addOrUpdateLabels(set).removeLabels(removed));
        }
    }

    private void addTaints(UpdateNodegroupConfigRequest.Builder request) {
        List<Taint> set = spec.taints().stream()
                .filter(t -> !state.taints().contains(t.toString()))
                .map(NodeGroupRequests::taint)
                .toList();
        List<Taint> removed = state.taints().stream()
                .map(NodeGroupUpdate::parse)
                .filter(t -> spec.taints().stream().noneMatch(wanted -> sameTaint(wanted, t)))
                .toList();
        if (!set.isEmpty() || !removed.isEmpty()) {
            request.taints(t -> t.addOrUpdateTaints(set).removeTaints(removed));
        }
    }

    /** EKS tells taints apart by key and effect. */
    private static boolean sameTaint(NodeTaint wanted, Taint there) {
        return wanted.key().equals(there.key()) && wanted.effect().name().equals(there.effectAsString());
    }

    /** Reads what {@link NodeGroupState} writes: {@code key=value:EFFECT}. */
    private static Taint parse(String text) {
        int equals = text.indexOf('=');
        int colon = text.lastIndexOf(':');
        return Taint.builder()
                .key(text.substring(0, equals))
                .value(text.substring(equals + 1, colon))
                .effect(text.substring(colon + 1))
                .build();
    }

    static Timing timing(Optional<String> call) {
        return switch (call.orElse("")) {
            case TAGS -> Timing.IMMEDIATE;
            case VERSION -> Timing.of(Duration.ofMinutes(15), Duration.ofMinutes(25), Duration.ofMinutes(90));
            default -> Timing.of(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMinutes(30));
        };
    }
}
