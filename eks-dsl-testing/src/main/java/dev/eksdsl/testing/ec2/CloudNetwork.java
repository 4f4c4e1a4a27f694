package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

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

    /**
     * The public address as which an instance is seen on the internet: its own, or that of the NAT gateway that it goes out
     * through; empty if it has none.
     */
    default Optional<String> outwardAddress(Caller caller, String instanceId) {
        return Optional.empty();
    }

    /** The services whose VPC endpoints can be used from the subnet, by their short names, such as {@code ecr.api}. */
    Set<String> endpointServices(Caller caller, String subnetId);

    /**
     * One side of a connection.
     *
     * @param groupIds its security groups; none for what is outside the VPC
     * @param cidr where it is
     */
    record Side(List<String> groupIds, String cidr) {}

    /** Whether security groups let one side open a TCP connection to the other. */
    boolean letsThrough(Caller caller, Side from, Side to, int port);

    /** Lets TCP into a security group at a port: from these groups, or from everywhere if there are none. */
    void openPort(Caller caller, String groupId, int port, List<String> sourceGroupIds);

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

    /**
     * What a service asks of EC2 when it starts an instance.
     *
     * @param groupIds the security groups; empty for the VPC's default group
     * @param spot whether it is a Spot instance
     * @param instanceProfileArn the instance profile; null for none
     * @param launchTemplate the version of the launch template that all this comes from; null for none
     */
    record Launch(
            String subnetId,
            String instanceType,
            String imageId,
            List<String> groupIds,
            Map<String, String> tags,
            boolean spot,
            @Nullable String instanceProfileArn,
            @Nullable LaunchTemplateView launchTemplate) {}

    /**
     * Starts an instance: running at once, with one interface and a root volume.
     *
     * @throws dev.eksdsl.testing.server.AwsFault if there is no such capacity, or a quota is used up
     */
    InstanceView launchInstance(Caller caller, Launch launch);

    /**
     * One version of a launch template as other services see it.
     *
     * @param version the number of the version
     * @param latest the number of the template's latest version
     * @param data what is in the version
     */
    record LaunchTemplateView(String id, String name, long version, long latest, ResponseLaunchTemplateData data) {

        /** What one would ask for to get a version with the same data. */
        public RequestLaunchTemplateData asked() {
            return MemberCopy.into(RequestLaunchTemplateData.builder(), data).build();
        }
    }

    /**
     * A version of a launch template.
     *
     * @param idOrName the template's id, or its name
     * @param version a number, {@code $Latest} or {@code $Default}; null means {@code $Default}
     */
    Optional<LaunchTemplateView> launchTemplate(Caller caller, String idOrName, @Nullable String version);

    /** Creates a launch template in the name of a service, such as EKS for a node group. */
    LaunchTemplateView createServiceLaunchTemplate(
            Caller caller, String name, RequestLaunchTemplateData data, Map<String, String> tags);

    /** Adds a version to a launch template in the name of a service; empty if the template is gone. */
    Optional<LaunchTemplateView> addServiceLaunchTemplateVersion(
            Caller caller, String id, RequestLaunchTemplateData data);

    /** Deletes a launch template with all its versions; nothing happens if it is gone. */
    void deleteServiceLaunchTemplate(Caller caller, String id);

    /** Tells of every instance that goes, whoever terminated it, once it is shutting down. */
    void onInstanceGone(InstanceGone listener);

    /** Hears of instances that go. */
    @FunctionalInterface
    interface InstanceGone {
        /** @param reason as EC2 gives it in {@code StateReason.Code}, such as {@code Client.UserInitiatedShutdown} */
        void gone(Caller owner, String instanceId, String reason);
    }

    void terminateInstance(Caller caller, String instanceId);

    /** An instance as other services see it. */
    record InstanceView(String id, String subnetId, String zone, String privateIp, String privateDnsName) {}

    /** An instance that runs, as other services see it. */
    record RunningInstance(
            String id,
            String instanceType,
            String imageId,
            String subnetId,
            String zone,
            List<String> groupIds,
            boolean spot) {}

    /** A running instance; empty if there is none of this id, or it does not run. */
    default Optional<RunningInstance> instance(Caller caller, String instanceId) {
        return Optional.empty();
    }

    /** The default subnet of a zone; empty in a region without a default VPC. */
    default Optional<SubnetView> defaultSubnet(Caller caller, String zone) {
        return Optional.empty();
    }

    /** The volumes of EBS, as storage drivers ask for them. */
    CloudVolumes volumes();

    /** Whether the instance type is known to the fake's data. */
    boolean instanceTypeExists(String instanceType);

    /** Figures of an instance type: vCPU, memory in MiB, architecture ({@code x86_64} or {@code arm64}), most pods. */
    record InstanceTypeView(String name, int vcpus, int memoryMib, String architecture, int maxPods) {}

    Optional<InstanceTypeView> instanceType(String instanceType);
}
