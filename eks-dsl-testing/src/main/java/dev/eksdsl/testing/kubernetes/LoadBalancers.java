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
     * @param targetPort the port that it sends to, of nodes or of pods; 0 if that is not known
     * @param protocol {@code TCP} or {@code UDP}
     */
    record Listener(int port, int targetPort, String protocol) {}

    /** What a listener sends to: an instance or the address of a pod. */
    record Target(String id, int port) {}

    /**
     * A load balancer that is wanted.
     *
     * @param name the name, unique in the account and region
     * @param subnetIds one subnet for each zone
     * @param ipTargets whether targets are addresses of pods; else they are instances
     * @param securityGroup whether it has a security group of its own, which goes with it
     */
    record Wanted(
            String name,
            Type type,
            Scheme scheme,
            String vpcId,
            List<String> subnetIds,
            List<Listener> listeners,
            boolean ipTargets,
            boolean securityGroup,
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

    /**
     * Replaces the targets behind listeners of a load balancer; does nothing if there is none of this name.
     *
     * @param byListener the targets by the ports of the listeners
     */
    void targets(Caller caller, String name, Map<Integer, List<Target>> byListener);

    /** The ids of the VPC's subnets and, for each, its tags: what controllers find subnets by. */
    Map<String, Map<String, String>> subnetTags(Caller caller, String vpcId);

    /** Those of the application type, as Ingresses ask for them. */
    ApplicationBalancers application();

    /** Load balancers in a fake that has none: creation is refused. */
    static LoadBalancers none() {
        return new NoLoadBalancers();
    }
}
