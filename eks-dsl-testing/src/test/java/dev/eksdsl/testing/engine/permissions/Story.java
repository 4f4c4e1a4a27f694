package dev.eksdsl.testing.engine.permissions;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.execute.Report;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.plan.PermissionSet;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Call;
import dev.eksdsl.testing.server.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A cluster's life from plan to destruction by a caller who is held to policies: answers are lost, EC2 shows what is new only
 * after a while, and others do what they like.
 */
final class Story implements AutoCloseable {

    private final FakeAws aws = FakeAws.builder()
            .duration(Durations.Of.EC2_READ_AFTER_WRITE, Duration.ofSeconds(2))
            .build();
    private final Others others = new Others(aws);
    private final EksClusterSpec spec;

    Story(EksClusterSpec spec) {
        this.spec = spec;
        others.areThere();
    }

    /** What somebody who may do everything is told that it takes. */
    static PermissionSet needed(EksClusterSpec spec) {
        try (FakeAws aws = FakeAws.create()) {
            return aws.session().plan(spec).requiredPermissions();
        }
    }

    /**
     * Lives through it.
     *
     * @param permissions whose policies the caller has
     * @param changed what becomes of each policy before that
     * @return the first failure in its own words; empty if all goes well
     */
    Optional<String> live(PermissionSet permissions, UnaryOperator<String> changed) {
        try {
            as(changed.apply(permissions.forPlan())).plan(spec);
            EksSession applying = as(changed.apply(permissions.forApply()));
            aws.faults().on("CreateVpc").dropAfter();
            apply(applying, applying.plan(spec), others::whileApplied);
            // of an answer that was lost while EC2 did not show the resource a double is left: the next run removes it
            apply(applying, applying.plan(spec), event -> {});
            others.tryOut(() -> assertEmpty(applying.plan(spec)));
            others.getInTheWay();
            EksSession destroying = as(changed.apply(permissions.forDestroy()));
            apply(destroying, destroying.planDestroy(spec.name()), event -> {});
            assertEmpty(destroying.planDestroy(spec.name()));
            return Optional.empty();
        } catch (EksDslException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** A session of somebody who may do what the policy allows, and nothing else. */
    EksSession as(String policy) {
        return aws.session(options -> options.credentialsProvider(aws.callers().limitedTo(policy)));
    }

    /** The calls that were refused. */
    List<Call> denied() {
        return aws.calls()
                .that(call -> call.errorCode()
                        .filter(code -> code.startsWith("AccessDenied") || code.equals("UnauthorizedOperation"))
                        .isPresent())
                .list();
    }

    private static void assertEmpty(Plan plan) {
        if (!plan.isEmpty()) {
            throw new EksDslException("not done: " + plan);
        }
    }

    private static void apply(EksSession eks, Plan plan, Consumer<ProgressEvent> listener) {
        Report report = eks.apply(plan, listener);
        if (!report.isSuccess()) {
            throw new EksDslException(report.toString());
        }
    }

    @Override
    public void close() {
        aws.close();
    }
}
