package dev.eksdsl.testing.kubernetes;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import java.util.List;
import java.util.Map;

/** A region without Elastic Load Balancing. */
final class NoLoadBalancers implements LoadBalancers {

    @Override
    public String create(Caller caller, Wanted wanted) {
        throw none();
    }

    private static AwsFault none() {
        return new AwsFault(
                400, "UnsupportedOperation", "This fake was set up without Elastic Load Balancing.", Map.of());
    }

    @Override
    public ApplicationBalancers application() {
        return new ApplicationBalancers() {
            @Override
            public String create(Caller caller, Wanted wanted) {
                throw none();
            }

            @Override
            public void delete(Caller caller, Wanted wanted) {}

            @Override
            public void targets(Caller caller, String name, Map<String, List<Target>> byBackend) {}
        };
    }

    @Override
    public void delete(Caller caller, String name) {}

    @Override
    public void targets(Caller caller, String name, Map<Integer, List<Target>> byListener) {}

    @Override
    public Map<String, Map<String, String>> subnetTags(Caller caller, String vpcId) {
        return Map.of();
    }
}
