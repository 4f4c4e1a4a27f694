package dev.eksdsl.resource.leftover;

import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.diff.Fields;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Inputs;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.resource.Timing;
import dev.eksdsl.resource.ec2.DeletionTiming;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;

/**
 * A kind that nobody declares: it is found by what its makers write on it, and deleted when all is destroyed.
 *
 * @param <O> the observed state
 */
public abstract class LeftoverType<O> implements ResourceType<Undeclared, O> {

    @Override
    public final Class<Undeclared> specType() {
        return Undeclared.class;
    }

    @Override
    public final boolean isLeftBehind() {
        return true;
    }

    /** Finds nothing while there is a cluster of the name that is not ours: what carries its name is its own. */
    @Override
    public final void observe(Observing<Undeclared, O> observing) {
        Standing standing = standing(observing);
        if (standing != Standing.FOREIGN) {
            find(observing, standing == Standing.OURS);
        }
    }

    /**
     * Finds what was left, or will be.
     *
     * @param clusterStands whether the cluster is still there, and deletes by itself what it made
     */
    protected abstract void find(Observing<Undeclared, O> observing, boolean clusterStands);

    @Override
    public final Fields<Undeclared, O> fields(Inputs inputs) {
        return Fields.<Undeclared, O>builder().build();
    }

    @Override
    public final Progress<O> create(Acting acting, Undeclared spec) {
        throw new UnsupportedOperationException(kind() + " is made by others only");
    }

    @Override
    public final Progress<O> update(Acting acting, Undeclared spec, O state, String call, List<FieldChange> changes) {
        throw new UnsupportedOperationException(kind() + " is changed by others only");
    }

    @Override
    public final Progress<O> resume(Acting acting, O state) {
        return Progress.done(state);
    }

    @Override
    public Map<String, String> outputs(O state) {
        return Map.of();
    }

    @Override
    public abstract String awsName(O state);

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return DeletionTiming.of(action);
    }

    private enum Standing {
        OURS,
        FOREIGN,
        GONE
    }

    /** The cluster kind's own read, so it costs nothing. */
    private static Standing standing(Observing<?, ?> observing) {
        DescribeClusterRequest request = DescribeClusterRequest.builder()
                .name(observing.owner().cluster())
                .build();
        try {
            Map<String, String> tags = observing
                    .aws()
                    .eks(EksClient::describeCluster, request)
                    .cluster()
                    .tags();
            return observing.owner().read(tags).isPresent() ? Standing.OURS : Standing.FOREIGN;
        } catch (AwsCallException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            return Standing.GONE;
        }
    }
}
