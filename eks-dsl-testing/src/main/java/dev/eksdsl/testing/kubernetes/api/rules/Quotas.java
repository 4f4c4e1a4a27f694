package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.Quantity;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds new and changed objects against the ResourceQuotas of their namespace. Counts objects, and of pods, claims and
 * Services what {@link QuotaUsage} says. Quotas with a {@code scopeSelector} restrict nothing. Source: "Resource Quotas" in
 * the Kubernetes documentation.
 */
public final class Quotas {

    private static final String QUOTAS = "resourcequotas";

    private Quotas() {}

    /** @param before the object so far; null for a new one */
    public static void admit(ResourceType type, ObjectNode object, @Nullable ObjectNode before, Surroundings cluster) {
        if (!type.namespaced()) {
            return;
        }
        String namespace = object.at("/metadata/namespace").asText();
        String name = object.at("/metadata/name").asText();
        for (ObjectNode quota : cluster.list(QUOTAS, namespace)) {
            JsonNode hard = quota.at("/spec/hard");
            if (QuotaUsage.inScope(quota, type.resource(), object)) {
                requireAmounts(type, object, quota, name);
                Map<String, BigDecimal> more = increase(type, object, before, hard);
                refuseExcess(type, quota, name, more, cluster);
            }
        }
    }

    /** What the objects in the quota's namespace use of what it limits, as its status shows it. */
    public static ObjectNode used(ObjectNode quota, Surroundings cluster) {
        ObjectNode used = JsonNodeFactory.instance.objectNode();
        quota.at("/spec/hard")
                .fieldNames()
                .forEachRemaining(resource -> used.put(resource, text(resource, total(quota, resource, cluster))));
        return used;
    }

    private static BigDecimal total(ObjectNode quota, String resource, Surroundings cluster) {
        String counted = QuotaUsage.countedResource(resource);
        BigDecimal sum = BigDecimal.ZERO;
        for (ObjectNode each :
                cluster.list(counted, quota.at("/metadata/namespace").asText())) {
            if (QuotaUsage.inScope(quota, counted, each)) {
                sum = sum.add(QuotaUsage.of(resource, counted, each));
            }
        }
        return sum;
    }

    private static Map<String, BigDecimal> increase(
            ResourceType type, ObjectNode object, @Nullable ObjectNode before, JsonNode hard) {
        Map<String, BigDecimal> more = new TreeMap<>();
        hard.fieldNames().forEachRemaining(resource -> {
            BigDecimal now = QuotaUsage.of(resource, type.resource(), object);
            BigDecimal then = before == null ? BigDecimal.ZERO : QuotaUsage.of(resource, type.resource(), before);
            if (now.compareTo(then) > 0) {
                more.put(resource, now.subtract(then));
            }
        });
        return more;
    }

    private static void refuseExcess(
            ResourceType type, ObjectNode quota, String name, Map<String, BigDecimal> more, Surroundings cluster) {
        StringBuilder requested = new StringBuilder();
        StringBuilder used = new StringBuilder();
        StringBuilder limited = new StringBuilder();
        more.forEach((resource, amount) -> {
            Quantity hard = Quantity.parse(quota.at("/spec/hard").path(resource).asText());
            BigDecimal total = total(quota, resource, cluster);
            if (total.add(amount).compareTo(hard.value()) > 0) {
                String comma = requested.isEmpty() ? "" : ",";
                requested.append(comma).append(resource).append('=').append(text(resource, amount));
                used.append(comma).append(resource).append('=').append(text(resource, total));
                limited.append(comma).append(resource).append('=').append(hard);
            }
        });
        if (!requested.isEmpty()) {
            throw ApiError.forbidden(
                    type.group(),
                    type.plural(),
                    name,
                    "exceeded quota: " + quota.at("/metadata/name").asText() + ", requested: " + requested + ", used: "
                            + used + ", limited: " + limited);
        }
    }

    /** Where a quota limits an amount, every container of a new pod has to state it. */
    private static void requireAmounts(ResourceType type, ObjectNode object, ObjectNode quota, String name) {
        if (!type.is("pods")) {
            return;
        }
        List<String> missing = QuotaUsage.unstated(quota.at("/spec/hard"), object.path("spec"));
        if (!missing.isEmpty()) {
            throw ApiError.forbidden(
                    "",
                    "pods",
                    name,
                    "failed quota: " + quota.at("/metadata/name").asText() + ": must specify "
                            + String.join("; ", missing));
        }
    }

    private static String text(String resource, BigDecimal amount) {
        return new Quantity(amount, resource.endsWith("memory") || resource.endsWith("storage")).toString();
    }
}
