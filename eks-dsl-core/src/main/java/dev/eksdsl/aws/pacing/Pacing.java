package dev.eksdsl.aws.pacing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * How often this process calls AWS: for each operation, account and region no more often than AWS allows. EC2 begins with the
 * limits of its developer guide. EKS, IAM (one for all regions), STS, SSM, CloudWatch Logs and Elastic Load Balancing publish
 * none, and begin with assumed ones; KMS and the tagging API are not paced. Where AWS throttles nevertheless, because others use
 * the account too, a limiter slows down to 70 %, and recovers by one hundredth of its rate each second.
 *
 * <p>Thread-safe. Sessions share a pace if they are given the same object, and live on the same timeline.
 */
public final class Pacing {

    private static final String EC2 = "ec2";
    private static final String IAM = "iam";

    private final boolean paces;
    private final Map<String, Rate> own = new ConcurrentHashMap<>();
    private final Map<BucketName, Bucket> buckets = new ConcurrentSkipListMap<>();

    /** A pace with AWS's usual limits. */
    public Pacing() {
        this(true);
    }

    private Pacing(boolean paces) {
        this.paces = paces;
    }

    /** No pace: each call is made at once, and repeated when AWS throttles it. For whoever paces calls himself. */
    public static Pacing none() {
        return new Pacing(false);
    }

    /**
     * Sets the limit of one operation in place of what it has, for each account and region: where AWS has raised a quota. To be
     * called before the first session is made.
     *
     * @param service the signing name, such as {@code ec2}
     * @param operation as AWS writes it, such as {@code CreateNatGateway}
     * @param burst how many calls may be made at once, at least 1
     * @param perSecond how many more may be made each second, more than 0
     */
    public Pacing limit(String service, String operation, double burst, double perSecond) {
        own.put(service + ":" + operation, new Rate(burst, perSecond));
        return this;
    }

    /**
     * The pace of one account in one region.
     *
     * @param account any name for it, the same for each session of the account
     * @param clock the time that its sessions live in
     */
    public Pacer of(String account, String region, InstantSource clock) {
        return new Pacer(this, account, region, clock);
    }

    /** Every bucket that calls were counted against, ordered by account, region and operation. */
    public List<BucketUse> use(Instant now) {
        return buckets.values().stream().map(bucket -> bucket.use(now)).toList();
    }

    Optional<Bucket> bucket(PacedCall call, String account, String region, InstantSource clock) {
        return limit(call).map(limit -> {
            String where = call.service().equals(IAM) ? "" : region;
            BucketName name = new BucketName(account, where, call.service(), limit.bucket());
            return buckets.computeIfAbsent(name, missing -> new Bucket(name, limit.rate(), nanos(clock)));
        });
    }

    private Optional<Limit> limit(PacedCall call) {
        if (!paces) {
            return Optional.empty();
        }
        Rate set = own.get(call.service() + ":" + call.operation());
        if (set != null) {
            return Optional.of(new Limit(call.operation(), set));
        }
        return call.service().equals(EC2) ? Optional.of(Ec2Limits.of(call)) : AssumedLimits.of(call);
    }

    /** A limiter does not bear time that goes back, as the wall clock's may. */
    private static Supplier<Long> nanos(InstantSource clock) {
        Instant start = clock.instant();
        AtomicLong latest = new AtomicLong();
        return () ->
                latest.accumulateAndGet(Duration.between(start, clock.instant()).toNanos(), Math::max);
    }
}
