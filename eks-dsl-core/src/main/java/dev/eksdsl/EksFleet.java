package dev.eksdsl;

import dev.eksdsl.aws.AssumedRole;
import dev.eksdsl.aws.AwsOptions;
import dev.eksdsl.aws.pacing.BucketUse;
import dev.eksdsl.fleet.Beginning;
import dev.eksdsl.fleet.FleetHandle;
import dev.eksdsl.fleet.FleetMember;
import dev.eksdsl.fleet.FleetPlan;
import dev.eksdsl.fleet.FleetPlanner;
import dev.eksdsl.fleet.FleetProgress;
import dev.eksdsl.fleet.FleetReport;
import dev.eksdsl.fleet.FleetRun;
import dev.eksdsl.fleet.MemberPlan;
import dev.eksdsl.fleet.MemberResult;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Many clusters, over accounts and regions, in one process. All are worked on at the same time, as far as AWS's limits allow:
 * calls are paced for each operation, account and region, and what waits holds no thread. What goes wrong with one cluster stays
 * with it. Thread-safe. Close it when done; it holds SDK clients.
 */
public final class EksFleet implements AutoCloseable {

    private final AwsOptions aws;
    private final Map<FleetMember, FleetSite> members = new LinkedHashMap<>();
    private final List<EksSession> sessions = new ArrayList<>();
    private final List<AssumedRole> roles = new ArrayList<>();

    EksFleet(FleetOptions options) {
        this.aws = options.aws();
        options.accounts().forEach(this::open);
    }

    private void open(FleetAccount account) {
        Optional<AssumedRole> role =
                account.regions().keySet().stream().findFirst().flatMap(first -> account.role(aws.inRegion(first)));
        role.ifPresent(roles::add);
        account.regions().forEach((region, clusters) -> {
            AwsOptions here = aws.inRegion(region);
            EksSession session = new EksSession(role.map(here::inAccountOf).orElse(here));
            sessions.add(session);
            FleetSite site = new FleetSite(account.name(), region, session, role, clusters);
            clusters.keySet().forEach(name -> members.put(new FleetMember(account.name(), region, name), site));
        });
    }

    /** Reads AWS and says what it would take for each cluster. Writes nothing. What cannot be planned is in the result. */
    public FleetPlan plan() {
        Map<FleetMember, Supplier<CompletableFuture<Plan>>> plans = new LinkedHashMap<>();
        members.forEach((member, site) -> plans.put(member, () -> site.plan(member.cluster())));
        return aws.timeline().await(new FleetPlanner(aws.timeline()).plan(plans));
    }

    /** Carries all plans out that may run, and waits for the end; see {@link #apply(FleetPlan, Consumer)}. */
    public FleetReport apply(FleetPlan plan) {
        return apply(plan, progress -> {});
    }

    /**
     * Carries all plans out that may run, and waits for the end. What cannot be planned, fails or is blocked is in the report, and
     * does not keep the others from it. If the waiting thread is interrupted all is cancelled, and the report still comes.
     *
     * @param listener is told how far it is each time a cluster has ended
     */
    public FleetReport apply(FleetPlan plan, Consumer<? super FleetProgress> listener) {
        return end(start(plan, listener));
    }

    /** Begins to carry all plans out and returns; see {@link #apply(FleetPlan, Consumer)}. */
    public FleetHandle start(FleetPlan plan, Consumer<? super FleetProgress> listener) {
        Map<FleetMember, Supplier<Beginning>> begin = new LinkedHashMap<>();
        List<MemberResult> known = new ArrayList<>();
        for (MemberPlan each : plan.members()) {
            each.plan()
                    .ifPresentOrElse(
                            p -> begin.put(
                                    each.member(), () -> site(each.member()).begin(p)),
                            () -> known.add(MemberResult.unplanned(each)));
        }
        return run(begin, known, listener);
    }

    /** Leaves nothing of any cluster of the fleet; see {@link #destroy(Consumer)}. */
    public FleetReport destroy() {
        return destroy(progress -> {});
    }

    /**
     * Plans and carries out the destruction of every cluster of the fleet, each as {@link EksSession#destroy(String)} does, and
     * waits for the end. A protected cluster stays, and is in the report.
     *
     * @param listener is told how far it is each time a cluster has ended
     */
    public FleetReport destroy(Consumer<? super FleetProgress> listener) {
        return end(startDestroying(listener));
    }

    /** Begins to destroy every cluster of the fleet and returns; see {@link #destroy(Consumer)}. */
    public FleetHandle startDestroying(Consumer<? super FleetProgress> listener) {
        Map<FleetMember, Supplier<Beginning>> begin = new LinkedHashMap<>();
        members.forEach((member, site) -> begin.put(member, () -> site.beginDestroying(member.cluster())));
        return run(begin, List.of(), listener);
    }

    private FleetHandle run(
            Map<FleetMember, Supplier<Beginning>> begin,
            List<MemberResult> known,
            Consumer<? super FleetProgress> listener) {
        FleetRun run = new FleetRun(aws.timeline(), aws.pacing(), listener);
        run.start(begin, known);
        return run;
    }

    private FleetReport end(FleetHandle handle) {
        try {
            return aws.timeline().await(handle.completion());
        } catch (CancellationException interrupted) {
            handle.cancel();
            return handle.completion().join();
        }
    }

    private FleetSite site(FleetMember member) {
        FleetSite site = members.get(member);
        if (site == null) {
            throw new EksDslException(member + " is not in this fleet: plan with the fleet that applies");
        }
        return site;
    }

    /** The session of a cluster's account and region, for what is to be done with it alone. Closed with the fleet. */
    public EksSession session(FleetMember member) {
        return site(member).session();
    }

    /** What has become of AWS's limits so far, by account, region and operation. Makes no call. */
    public List<BucketUse> limits() {
        return aws.pacing().use(aws.timeline().now());
    }

    /** The clusters, ordered by account, region and name. */
    public List<FleetMember> members() {
        return members.keySet().stream().sorted().toList();
    }

    @Override
    public void close() {
        sessions.forEach(EksSession::close);
        roles.forEach(AssumedRole::close);
        aws.close();
    }
}
