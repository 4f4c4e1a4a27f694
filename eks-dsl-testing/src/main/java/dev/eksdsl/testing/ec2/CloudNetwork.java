package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What other services of the fake ask of EC2, beside its API. Implemented by {@link FakeEc2}. */
public interface CloudNetwork {

    /** A subnet as other services see it. */
    record SubnetView(
            String id,
            String vpcId,
            String zone,
            String zoneId,
            String cidr,
            int freeAddresses,
            boolean publicIpOnLaunch) {}

    Optional<SubnetView> subnet(Caller caller, String subnetId);

    /** Whether a route of the subnet's route table (its own, else the VPC's main one) leads to an internet gateway. */
    boolean routesToInternetGateway(Caller caller, String subnetId);

    /** Whether the subnet has a default route that works: internet gateway, or a NAT gateway that is available. */
    boolean hasWayOut(Caller caller, String subnetId);

    /** The VPC of a security group, or empty if the group does not exist. */
    Optional<String> vpcOfSecurityGroup(Caller caller, String groupId);

    /** The VPC's CIDR blocks, or empty if the VPC does not exist. */
    Optional<List<String>> vpcCidrs(Caller caller, String vpcId);

    /** Creates a security group in the name of a service, such as the cluster security group of EKS; returns its id. */
    String createServiceSecurityGroup(
            Caller caller, String vpcId, String name, String description, Map<String, String> tags);

    /** Deletes a security group and its rules, whatever refers to it. */
    void deleteServiceSecurityGroup(Caller caller, String groupId);

    /**
     * Creates a network interface in the name of a service (EKS in the control plane's subnets, a node, a load balancer).
     * It holds an address of the subnet, and blocks the deletion of its subnet and groups until it is deleted.
     */
    NetworkInterfaceView createServiceInterface(
            Caller caller, String subnetId, List<String> groupIds, String description, Map<String, String> tags);

    void deleteServiceInterface(Caller caller, String interfaceId);

    /** A network interface as other services see it. */
    record NetworkInterfaceView(String id, String subnetId, String privateIp) {}

    /** Starts an instance of a node group: running at once, with one interface; returns its id. */
    InstanceView launchInstance(
            Caller caller,
            String subnetId,
            String instanceType,
            String imageId,
            List<String> groupIds,
            Map<String, String> tags);

    void terminateInstance(Caller caller, String instanceId);

    /** An instance as other services see it. */
    record InstanceView(String id, String subnetId, String zone, String privateIp, String privateDnsName) {}

    /** Whether the instance type is known to the fake's data. */
    boolean instanceTypeExists(String instanceType);

    /** Figures of an instance type: vCPU, memory in MiB, architecture ({@code x86_64} or {@code arm64}), most pods. */
    record InstanceTypeView(String name, int vcpus, int memoryMib, String architecture, int maxPods) {}

    Optional<InstanceTypeView> instanceType(String instanceType);
}
