package dev.eksdsl.reliability.sockets;

import dev.eksdsl.EksSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where a life takes place: a served fake, the proxy before it, and sessions through the one or past it. */
final class Site implements AutoCloseable {

    /** Longer than any call takes on a machine that is busy. */
    private static final Duration UNHURRIED = Duration.ofSeconds(20);

    private final FakeProcess fake;
    private final FaultProxy proxy;
    private final double speed;
    private final EksSession undisturbed;

    private Site(FakeProcess fake, FaultProxy proxy, double speed) {
        this.fake = fake;
        this.proxy = proxy;
        this.speed = speed;
        this.undisturbed =
                new Sessions(fake.door(), speed, UNHURRIED).open(fake.door().endpoint());
    }

    static Site open(double speed) {
        FakeProcess fake = FakeProcess.start(speed);
        return new Site(fake, FaultProxy.before(fake.door().endpoint()), speed);
    }

    FakeDoor door() {
        return fake.door();
    }

    FaultProxy proxy() {
        return proxy;
    }

    /** A session that the proxy cannot harm, for looking at what is there. */
    EksSession undisturbed() {
        return undisturbed;
    }

    /** A session whose calls go through the proxy. */
    EksSession session(Duration patience) {
        return new Sessions(fake.door(), speed, patience).open(proxy.endpoint());
    }

    /** A program that applies a wish through the proxy, in a process of its own. */
    Applier applier(Wish wish) {
        return Applier.start(proxy.endpoint(), fake.door().endpoint(), speed, wish);
    }

    /** Makes a wish come true without any harm, and tells what it called. */
    List<Point> apply(Wish wish) {
        Ear ear = new Ear(wish, Map.of());
        proxy.judge(ear);
        try (EksSession eks = session(UNHURRIED)) {
            eks.apply(wish.plan(eks)).orThrow();
        }
        return ear.heard();
    }

    @Override
    public void close() {
        undisturbed.close();
        proxy.close();
        fake.close();
    }
}
