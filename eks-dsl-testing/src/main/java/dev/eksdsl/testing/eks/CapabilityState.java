package dev.eksdsl.testing.eks;

import java.time.Instant;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.Capability;
import software.amazon.awssdk.services.eks.model.CapabilityHealth;
import software.amazon.awssdk.services.eks.model.CapabilityIssue;
import software.amazon.awssdk.services.eks.model.CapabilityStatus;

/** One capability of a cluster, and its updates. */
final class CapabilityState {

    final ClusterState cluster;
    final UpdateLog updates = new UpdateLog();
    private Capability described;

    CapabilityState(ClusterState cluster, Capability described) {
        this.cluster = cluster;
        this.described = described;
    }

    /** The capability as DescribeCapability shows it. */
    Capability described() {
        return described;
    }

    void change(Consumer<Capability.Builder> change) {
        described = described.copy(change);
    }

    String name() {
        return described.capabilityName();
    }

    boolean is(CapabilityStatus status) {
        return described.status() == status;
    }

    void fail(CapabilityStatus status, Failures.Failure failure, Instant now) {
        CapabilityIssue issue = CapabilityIssue.builder()
                .code(failure.code())
                .message(failure.message())
                .build();
        change(change -> change.status(status)
                .modifiedAt(now)
                .health(CapabilityHealth.builder().issues(issue).build()));
    }
}
