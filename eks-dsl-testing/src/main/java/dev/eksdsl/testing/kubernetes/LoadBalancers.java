package dev.eksdsl.testing.kubernetes;

import dev.eksdsl.testing.server.Caller;
import java.util.List;
import java.util.Map;

/** The load balancers of the fake AWS, as controllers in a cluster make them for Services of type LoadBalancer. */
public interface LoadBalancers {

    /** Which kind of load balancer. */
    enum Type {
        /** A Network Load Balancer of ELBv2. */
        NETWORK,
        /** A Classic Load Balancer, which the in-tree controller makes when nothing else is asked for. */
        CLASSIC
    }

    /** Who may reach it. */
    enum Scheme {
        INTERNAL,
        INTERNET_FACING
    }

    /**
     * A listener of a load balancer.
     *
     * @param port the port that clients connect to
     * @param nodePort the port of the nodes that the in-tree controller and target type {@code instance} send to; 0 if
     *     the Service has none
     * @param protocol {@code TCP} or {@code UDP}
     */
    record Listener(int port, int nodePort, String protocol) {}

    /**
     * A load balancer that is wanted.
     *
     * @param name the name, unique in the account and region
     * @param subnetIds one subnet for each zone
     */
    record Wanted(
            String name,
            Type type,
            Scheme scheme,
            String vpcId,
            List<String> subnetIds,
            List<Listener> listeners,
            Map<String, String> tags) {}

    /**
     * Creates the load balancer.
     *
     * @return its DNS name
     * @throws dev.eksdsl.testing.server.AwsFault if AWS would refuse it
     */
    String create(Caller caller, Wanted wanted);

    /** Deletes the load balancer of this name; does nothing if there is none. */
    void delete(Caller caller, String name);

    /** The ids of the VPC's subnets and, for each, its tags: what controllers find subnets by. */
    Map<String, Map<String, String>> subnetTags(Caller caller, String vpcId);

    /** Load balancers in a fake that has none: creation is refused. */
    static LoadBalancers none() {
        return new NoLoadBalancers();
    }
}
