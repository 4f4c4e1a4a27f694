package dev.eksdsl.testing;

import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.World;
import dev.eksdsl.time.SystemTimeline;
import dev.eksdsl.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Sets up a {@link FakeAws}. Not thread-safe. */
public final class FakeAwsBuilder {

    private final Durations durations = new Durations();
    private Instant start = FakeAws.DEFAULT_START;
    private long seed = 1;
    private double speed;
    private boolean served;
    private boolean loadBalancerController = true;

    FakeAwsBuilder() {}

    /** The date that the fake's calendar starts with: it decides which versions of Kubernetes EKS offers. */
    public FakeAwsBuilder calendar(LocalDate date) {
        this.start = date.atStartOfDay(ZoneOffset.UTC).toInstant();
        return this;
    }

    /** The seed that ids are drawn from; {@code 1} unless said otherwise. The same seed gives the same ids. */
    public FakeAwsBuilder seed(long number) {
        this.seed = number;
        return this;
    }

    /** Sets how long something takes. */
    public FakeAwsBuilder duration(Durations.Of what, Duration duration) {
        durations.set(what, duration);
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
        return this;
    }

    public FakeAws build() {
        World world = speed > 0
                ? new World(SystemTimeline.scaled(start, speed), seed, durations, InstantSource.system())
                : new World(new VirtualTimeline(start), seed, durations);
        return new FakeAws(new FakeServices(world, served, loadBalancerController));
    }
}
