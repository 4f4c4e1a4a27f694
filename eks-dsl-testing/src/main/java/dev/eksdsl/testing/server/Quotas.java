package dev.eksdsl.testing.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much of each thing an account may have, by Service Quotas' codes. The defaults are those that AWS publishes for new
 * accounts (resource {@code quotas.txt}); a test can set others, for all accounts and regions or for one, and an increase
 * that Service Quotas approves counts for the account and region that asked.
 *
 * <p>What is set last for one account and region wins over what is set for all. What exists is never touched. Thread-safe.
 */
public final class Quotas {

    private static final Map<Key, Quota> KNOWN = read();

    private static final String DEED = "quota";

    private final Journal journal;
    private final Map<Key, Double> everywhere = new HashMap<>();
    private final Map<Place, Double> here = new HashMap<>();
    private final Map<Place, Double> granted = new HashMap<>();

    /** @param journal takes note of what is set, and can repeat it */
    Quotas(Journal journal) {
        this.journal = journal;
        journal.player(DEED, this::repeat);
    }

    /** The quotas that are known, in the order of service codes. */
    public List<Quota> known() {
        return List.copyOf(KNOWN.values());
    }

    /** The quota of this code, if it is known. */
    public Optional<Quota> known(String serviceCode, String quotaCode) {
        return Optional.ofNullable(KNOWN.get(new Key(serviceCode, quotaCode)));
    }

    /**
     * How many the caller's account may have in the caller's region.
     *
     * @throws IllegalArgumentException if the quota is not known
     */
    public int limit(Caller caller, String serviceCode, String quotaCode) {
        return (int) Math.min(value(caller, serviceCode, quotaCode), Integer.MAX_VALUE);
    }

    /**
     * The quota's value for the caller's account in the caller's region.
     *
     * @throws IllegalArgumentException if the quota is not known
     */
    public synchronized double value(Caller caller, String serviceCode, String quotaCode) {
        Quota quota = demand(serviceCode, quotaCode);
        Place place = place(quota, caller.accountId(), caller.region());
        Double value = granted.get(place);
        if (value == null) {
            value = here.get(place);
        }
        if (value == null) {
            value = everywhere.get(place.key());
        }
        return value == null ? quota.standard() : value;
    }

    /**
     * Sets a quota for all accounts and regions.
     *
     * @throws IllegalArgumentException if the quota is not known
     */
    public Quotas set(String serviceCode, String quotaCode, double most) {
        demand(serviceCode, quotaCode);
        ObjectNode deed = deed(serviceCode, quotaCode, most);
        journal.setting(Deed.of(DEED, deed), () -> put(new Key(serviceCode, quotaCode), most));
        return this;
    }

    private synchronized void put(Key quota, double most) {
        everywhere.put(quota, most);
    }

    /**
     * Sets a quota for one account in one region; the region does not matter to a quota that is global.
     *
     * @throws IllegalArgumentException if the quota is not known
     */
    public Quotas set(String accountId, String region, String serviceCode, String quotaCode, double most) {
        Place place = place(demand(serviceCode, quotaCode), accountId, region);
        ObjectNode deed =
                deed(serviceCode, quotaCode, most).put("account", accountId).put("region", region);
        journal.setting(Deed.of(DEED, deed), () -> put(place, most));
        return this;
    }

    private synchronized void put(Place place, double most) {
        here.put(place, most);
        granted.remove(place);
    }

    private static ObjectNode deed(String serviceCode, String quotaCode, double most) {
        ObjectNode deed = JsonNodeFactory.instance.objectNode();
        return deed.put("service", serviceCode).put("quota", quotaCode).put("most", most);
    }

    private void repeat(ObjectNode deed) {
        String service = deed.path("service").asText();
        String quota = deed.path("quota").asText();
        double most = deed.path("most").asDouble();
        if (deed.has("account")) {
            set(deed.path("account").asText(), deed.path("region").asText(), service, quota, most);
        } else {
            set(service, quota, most);
        }
    }

    /** An increase that AWS approves. Forgotten with the fake's other state, unlike what a test has set. */
    public synchronized void grant(Caller caller, String serviceCode, String quotaCode, double most) {
        granted.put(place(demand(serviceCode, quotaCode), caller.accountId(), caller.region()), most);
    }

    /** Forgets all increases. */
    public synchronized void forgetGranted() {
        granted.clear();
    }

    private static Place place(Quota quota, String accountId, String region) {
        return new Place(new Key(quota.serviceCode(), quota.code()), accountId, quota.global() ? null : region);
    }

    private static Quota demand(String serviceCode, String quotaCode) {
        Quota quota = KNOWN.get(new Key(serviceCode, quotaCode));
        if (quota == null) {
            throw new IllegalArgumentException(
                    "the fake knows no quota %s of the service %s".formatted(quotaCode, serviceCode));
        }
        return quota;
    }

    private static Map<Key, Quota> read() {
        Map<Key, Quota> quotas = new LinkedHashMap<>();
        TableFile.lines(Quotas.class, "quotas.txt").stream()
                .map(Quota::parse)
                .forEach(quota -> quotas.put(new Key(quota.serviceCode(), quota.code()), quota));
        return quotas;
    }

    private record Key(String service, String code) {}

    /** Where a value counts; the region is null for a quota that is global. */
    private record Place(
            Key key, String accountId, @Nullable String region) {}
}
