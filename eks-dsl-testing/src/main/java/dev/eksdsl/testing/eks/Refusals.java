package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.AwsFault;
import java.util.Map;

/** EKS's refusals with their HTTP statuses, as its service model has them. */
final class Refusals {

    private Refusals() {}

    /** @param where modelled members that say what is meant, such as {@code clusterName} */
    static AwsFault invalidParameter(Map<String, Object> where, String text) {
        return new AwsFault(400, "InvalidParameterException", text, where);
    }

    static AwsFault invalidRequest(Map<String, Object> where, String text) {
        return new AwsFault(400, "InvalidRequestException", text, where);
    }

    static AwsFault inUse(Map<String, Object> where, String text) {
        return new AwsFault(409, "ResourceInUseException", text, where);
    }

    static AwsFault notFound(Map<String, Object> where, String text) {
        return new AwsFault(404, "ResourceNotFoundException", text, where);
    }

    static AwsFault limitExceeded(Map<String, Object> where, String text) {
        return new AwsFault(400, "ResourceLimitExceededException", text, where);
    }

    static AwsFault noCluster(String name) {
        return notFound(Map.of("clusterName", name), "No cluster found for name: " + name + ".");
    }
}
