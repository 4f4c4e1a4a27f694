package dev.eksdsl.testing.throttle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.server.Deed;
import dev.eksdsl.testing.server.Journal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The limits of AWS's API rates, in the fake's time. A call that exceeds one has no effect and gets the service's own error,
 * such as {@code RequestLimitExceeded} of EC2 or {@code ThrottlingException} of EKS.
 *
 * <p>EC2 has the buckets of its developer guide, one for each operation, account and region. EKS, IAM (one for all regions),
 * STS, SSM, CloudWatch Logs, Auto Scaling and Elastic Load Balancing publish next to nothing, and have assumed ones; the other
 * services have none. All is off unless it is turned on: calls take no virtual time, so that a loop in a test would soon exceed
 * what the same loop never reaches on AWS. Thread-safe.
 */
public final class RateLimits {

    private static final String EC2 = "ec2";
    private static final String IAM = "iam";
    private static final String DEED = "rate-limit";

    private final Map<String, Rate> set = new HashMap<>();
    private final Map<Key, TokenBucket> buckets = new HashMap<>();
    private final Journal journal;
    private boolean on;

    /** @param journal takes note of what is set, and can repeat it; how full buckets are it does not know */
    public RateLimits(Journal journal) {
        this.journal = journal;
        journal.player(DEED, this::repeat);
    }

    /** Whether limits apply. */
    public synchronized boolean isOn() {
        return on;
    }

    /** Lets limits apply from now on, with full buckets. */
    public RateLimits on() {
        return apply(true);
    }

    /** Lets no limit apply. */
    public RateLimits off() {
        return apply(false);
    }

    private RateLimits apply(boolean applies) {
        journal.setting(Deed.of(DEED, JsonNodeFactory.instance.objectNode().put("on", applies)), () -> turn(applies));
        return this;
    }

    private synchronized void turn(boolean applies) {
        buckets.clear();
        on = applies;
    }

    /**
     * Sets the limit of one operation, in place of what it has, and turns limits on.
     *
     * @param service the signing name, such as {@code eks}
     * @param operation as AWS writes it, such as {@code CreateNodegroup}
     * @param burst how many calls may be made at once, at least 1
     * @param perSecond how many more may be made each second
     */
    public RateLimits set(String service, String operation, double burst, double perSecond) {
        Rate rate = new Rate(burst, perSecond);
        ObjectNode deed = JsonNodeFactory.instance.objectNode();
        deed.put("service", service)
                .put("operation", operation)
                .put("burst", burst)
                .put("perSecond", perSecond);
        journal.setting(Deed.of(DEED, deed), () -> put(service + ":" + operation, rate));
        return this;
    }

    private synchronized void put(String operation, Rate rate) {
        set.put(operation, rate);
        turn(true);
    }

    private void repeat(ObjectNode deed) {
        if (deed.has("on")) {
            apply(deed.path("on").asBoolean());
        } else {
            set(
                    deed.path("service").asText(),
                    deed.path("operation").asText(),
                    deed.path("burst").asDouble(),
                    deed.path("perSecond").asDouble());
        }
    }

    /** Fills all buckets. */
    public synchronized void refill() {
        buckets.clear();
    }

    /** Whether the call may be made; if so it is counted. */
    public synchronized boolean allow(RatedCall call) {
        if (!on) {
            return true;
        }
        List<Toll> tolls = tolls(call);
        for (Toll toll : tolls) {
            if (!bucket(call, toll).has(toll.tokens(), call.at())) {
                return false;
            }
        }
        tolls.forEach(toll -> bucket(call, toll).take(toll.tokens()));
        return true;
    }

    private List<Toll> tolls(RatedCall call) {
        Rate own = set.get(call.service() + ":" + call.operation());
        if (own != null) {
            return List.of(new Toll(call.operation(), own, 1));
        }
        return call.service().equals(EC2) ? Ec2Rates.of(call) : AssumedRates.of(call);
    }

    private TokenBucket bucket(RatedCall call, Toll toll) {
        String region = call.service().equals(IAM) ? "" : call.region();
        Key key = new Key(call.service(), toll.bucket(), call.accountId(), region);
        return buckets.computeIfAbsent(key, missing -> new TokenBucket(toll.rate(), call.at()));
    }

    private record Key(String service, String bucket, String accountId, String region) {}
}
