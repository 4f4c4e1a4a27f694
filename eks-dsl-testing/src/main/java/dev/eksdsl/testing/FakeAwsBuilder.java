package dev.eksdsl.testing;

import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.World;
import dev.eksdsl.time.SystemTimeline;
import dev.eksdsl.time.Timeline;
import dev.eksdsl.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets up a {@link FakeAws}. Not thread-safe. */
public final class FakeAwsBuilder {

    private final Map<Durations.Of, Duration> durations = new EnumMap<>(Durations.Of.class);
    private final List<String> chosen = new ArrayList<>();
    private @Nullable Snapshot snapshot;
    private Instant start = FakeAws.DEFAULT_START;
    private long seed = 1;
    private double speed;
    private boolean served;
    private boolean lenient;
    private boolean drawn;
    private boolean limited;
    private boolean defaultVpcs;
    private boolean enforced;
    private boolean loadBalancerController = true;

    FakeAwsBuilder() {}

    /** The date that the fake's calendar starts with: it decides which versions of Kubernetes EKS offers. */
    public FakeAwsBuilder calendar(LocalDate date) {
        this.start = date.atStartOfDay(ZoneOffset.UTC).toInstant();
        chosen.add("calendar");
        return this;
    }

    /** The seed that ids are drawn from; {@code 1} unless said otherwise. The same seed gives the same ids. */
    public FakeAwsBuilder seed(long number) {
        this.seed = number;
        chosen.add("seed");
        return this;
    }

    /** Sets how long something takes. */
    public FakeAwsBuilder duration(Durations.Of what, Duration duration) {
        durations.put(what, duration);
        return this;
    }

    /**
     * Draws durations, with the fake's seed, from the distributions that were measured. Without this everything takes its
     * median, each time.
     */
    public FakeAwsBuilder drawnDurations() {
        this.drawn = true;
        chosen.add("drawnDurations");
        return this;
    }

    /**
     * Lets AWS's API rate limits apply; see {@link FakeAws#rateLimits()}. Without this there are none: the calls of a test take
     * no virtual time, so that a loop of them would soon exceed limits which the same loop would never reach on AWS.
     */
    public FakeAwsBuilder rateLimits() {
        this.limited = true;
        return this;
    }

    /** Lets time pass by itself, this many times as fast as real time, in place of virtual time. */
    public FakeAwsBuilder realTime(double timesAsFast) {
        this.speed = timesAsFast;
        return this;
    }

    /** Serves the Kubernetes API of each cluster over TLS on the loopback interface, in place of memory. */
    public FakeAwsBuilder servedKubernetes() {
        this.served = true;
        return this;
    }

    /** Leaves the AWS Load Balancer Controller out of clusters: its Services then stay pending. */
    public FakeAwsBuilder withoutLoadBalancerController() {
        this.loadBalancerController = false;
        chosen.add("withoutLoadBalancerController");
        return this;
    }

    /**
     * Takes references to things that do not exist as they are, such as made-up subnets and roles, and ends lifecycles at
     * once: for suites that were written for other fakes. Without this the fake is as strict as AWS.
     */
    public FakeAwsBuilder lenient() {
        this.lenient = true;
        chosen.add("lenient");
        return this;
    }

    /**
     * Holds users who call with access keys that IAM made for them, and sessions of roles, to their policies. Without this
     * they may do everything, as may always whoever calls with any other access key.
     */
    public FakeAwsBuilder enforcePolicies() {
        this.enforced = true;
        return this;
    }

    /**
     * Gives every account its default VPC in each region, as real accounts have it. Without this a region begins empty, so
     * that an inventory shows what a test made; a lenient fake has them anyway.
     */
    public FakeAwsBuilder defaultVpcs() {
        this.defaultVpcs = true;
        chosen.add("defaultVpcs");
        return this;
    }

    /**
     * Starts with the state of a snapshot, at its moment. Seed, calendar, leniency, whether durations are drawn, and whether there is a
     * Load Balancer Controller are the snapshot's and cannot be said here; what is said of durations holds from the snapshot's moment on.
     * Whether time is virtual or real, and whether Kubernetes is served, may be other than where it was taken.
     */
    public FakeAwsBuilder from(Snapshot other) {
        this.snapshot = other;
        return this;
    }

    /**
     * Builds the fake.
     *
     * @throws SnapshotException if the snapshot that it starts {@link #from} cannot be restored
     */
    public FakeAws build() {
        FakeAws aws = snapshot == null ? fresh() : restored(snapshot);
        durations.forEach(aws.durations()::set);
        if (limited) {
            aws.rateLimits().on();
        }
        if (enforced) {
            aws.enforcePolicies();
        }
        return aws;
    }

    private FakeAws fresh() {
        Snapshot.Settings settings =
                new Snapshot.Settings(seed, start, lenient, drawn, defaultVpcs || lenient, loadBalancerController);
        return new FakeAws(services(world(start, settings), settings));
    }

    private FakeAws restored(Snapshot from) {
        if (!chosen.isEmpty()) {
            throw new IllegalStateException(
                    "a fake that starts from a snapshot has its settings: leave out " + String.join(", ", chosen));
        }
        Snapshot.Settings settings = from.settings();
        World world = world(from.moment(), settings);
        FakeAws aws;
        try {
            aws = new FakeAws(world.replay(settings.start(), () -> services(world, settings), from.journal()));
        } catch (IllegalArgumentException e) {
            throw from.notRestored(e);
        }
        try {
            from.requireSame(aws.inventory());
        } catch (SnapshotException e) {
            aws.close();
            throw e;
        }
        return aws;
    }

    private World world(Instant now, Snapshot.Settings settings) {
        Timeline timeline = timeline(now);
        InstantSource callersTime = speed > 0 ? InstantSource.system() : timeline::now;
        Durations takes = new Durations();
        if (settings.drawnDurations()) {
            takes.draw(settings.seed());
        }
        return new World(timeline, settings.seed(), takes, callersTime, settings.lenient());
    }

    private Timeline timeline(Instant now) {
        if (!(speed > 0)) {
            return new VirtualTimeline(now);
        }
        // a fake that keeps up with real time, and has no other calendar, has the time of its clients
        boolean today = speed == 1 && snapshot == null && !chosen.contains("calendar");
        return today ? SystemTimeline.create() : SystemTimeline.scaled(now, speed);
    }

    private FakeServices services(World world, Snapshot.Settings settings) {
        FakeServices services = new FakeServices(world, served, settings);
        if (settings.defaultVpcs()) {
            services.ec2().addDefaultVpcs();
        }
        return services;
    }
}
