package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Elastic Load Balancing asks of EC2, beside what all services ask. Obtained from {@link FakeEc2}. */
public interface LoadBalancerNetwork {

    /** Which load balancer holds an interface; tells the interface's type. */
    enum Holder {
        APPLICATION,
        CLASSIC,
        NETWORK,
        GATEWAY
    }

    /**
     * An interface that a load balancer wants in a subnet.
     *
     * @param groupIds its security groups; where empty, application and classic load balancers get the VPC's default one
     * @param publicAddress whether it gets a public address of AWS's
     * @param allocationId the Elastic IP address to hold instead; null for none
     */
    record Wish(
            String subnetId,
            List<String> groupIds,
            String description,
            Holder holder,
            boolean publicAddress,
            @Nullable String allocationId) {}

    /** An interface of a load balancer: its addresses and the security groups that it has. */
    record Held(String id, String privateIp, @Nullable String publicIp, List<String> groupIds) {}

    /** Creates an interface, which blocks the deletion of its subnet and its groups until it is deleted. */
    Held hold(Caller caller, Wish wish);

    /** Sets the security groups of an interface; nothing happens if it is gone. */
    void protect(Caller caller, String interfaceId, List<String> groupIds);

    /** Deletes an interface and frees its Elastic IP address; nothing happens if it is gone. */
    void release(Caller caller, String interfaceId);

    /** Whether an Elastic IP address can be held; empty if there is none such. */
    Optional<Boolean> addressIsFree(Caller caller, String allocationId);

    /** Whether an internet gateway is attached to the VPC. */
    boolean hasInternetGateway(Caller caller, String vpcId);

    /** An instance as a target: where it is, and its state's name, such as {@code running} or {@code terminated}. */
    record Target(String instanceId, String vpcId, String zone, String privateIp, String state) {}

    Optional<Target> instance(Caller caller, String instanceId);

    /** The zone of the network interface in this VPC that has this private address. */
    Optional<String> zoneOfAddress(Caller caller, String vpcId, String privateIp);

    /** The tags of a VPC's subnets, by the subnets' ids. */
    Map<String, Map<String, String>> subnetTags(Caller caller, String vpcId);
}
