package dev.eksdsl.testing.kubernetes;

import dev.eksdsl.testing.server.Caller;
import java.util.List;
import java.util.Map;

/** The Application Load Balancers of the fake AWS, as the AWS Load Balancer Controller makes them for Ingresses. */
public interface ApplicationBalancers {

    /**
     * What requests are sent to.
     *
     * @param id {@code namespace/ingress-service:port}, the controller's name for it
     * @param port the port of the targets; 1 if it is not the same for all
     */
    record Backend(String id, int port) {}

    /**
     * A rule of the listener.
     *
     * @param host empty for all hosts
     * @param paths patterns, such as {@code /*}
     */
    record Route(String host, List<String> paths, Backend backend) {}

    /**
     * A load balancer that is wanted.
     *
     * @param name the name, unique in the account and region
     * @param subnetIds one subnet for each zone
     * @param ports where it listens, with HTTP
     * @param ipTargets whether targets are addresses of pods; else they are instances
     * @param cluster whose it is: all load balancers of a cluster share a security group towards their targets
     * @param sharedGroup the name of that group
     */
    record Wanted(
            String name,
            LoadBalancers.Scheme scheme,
            String vpcId,
            List<String> subnetIds,
            List<Integer> ports,
            List<Route> routes,
            boolean ipTargets,
            String cluster,
            String sharedGroup,
            Map<String, String> tags) {}

    /**
     * Creates the load balancer, with listeners, rules, target groups and security groups.
     *
     * @return its DNS name
     * @throws dev.eksdsl.testing.server.AwsFault if AWS would refuse it
     */
    String create(Caller caller, Wanted wanted);

    /** Deletes the load balancer, and the shared group with the last one; does nothing if there is none. */
    void delete(Caller caller, Wanted wanted);

    /** Replaces the targets of a load balancer, by the ids of its backends; does nothing if there is none of this name. */
    void targets(Caller caller, String name, Map<String, List<LoadBalancers.Target>> byBackend);
}
