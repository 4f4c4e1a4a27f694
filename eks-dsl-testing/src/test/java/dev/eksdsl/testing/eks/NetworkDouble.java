package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.server.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A network of a VPC 10.0.0.0/16 with private subnets in three zones, and what EKS makes in it. */
final class NetworkDouble implements CloudNetwork {

    static final String VPC = "vpc-1";

    final Map<String, SubnetView> subnets = new LinkedHashMap<>();
    final Set<String> toInternet = new HashSet<>();
    final Set<String> noWayOut = new HashSet<>();
    final Map<String, String> securityGroups = new HashMap<>();
    final Map<String, Map<String, String>> groupTags = new HashMap<>();
    final Map<String, String> interfaces = new LinkedHashMap<>();
    final Map<String, InstanceView> instances = new LinkedHashMap<>();
    final List<String> vpcCidrs = new ArrayList<>(List.of("10.0.0.0/16"));
    private int count;

    NetworkDouble() {
        subnet("subnet-a", "us-east-1a", "use1-az1", false);
        subnet("subnet-b", "us-east-1b", "use1-az2", false);
        subnet("subnet-c", "us-east-1c", "use1-az4", false);
        securityGroups.put("sg-1", VPC);
        securityGroups.put("sg-elsewhere", "vpc-2");
    }

    void subnet(String id, String zone, String zoneId, boolean publicIp) {
        subnets.put(id, new SubnetView(id, VPC, zone, zoneId, "10.0.0.0/24", 251, publicIp));
    }

    @Override
    public Optional<SubnetView> subnet(Caller caller, String subnetId) {
        return Optional.ofNullable(subnets.get(subnetId));
    }

    @Override
    public boolean routesToInternetGateway(Caller caller, String subnetId) {
        return toInternet.contains(subnetId);
    }

    @Override
    public boolean hasWayOut(Caller caller, String subnetId) {
        return !noWayOut.contains(subnetId);
    }

    @Override
    public Optional<String> vpcOfSecurityGroup(Caller caller, String groupId) {
        return Optional.ofNullable(securityGroups.get(groupId));
    }

    @Override
    public Optional<List<String>> vpcCidrs(Caller caller, String vpcId) {
        return Optional.of(vpcCidrs);
    }

    @Override
    public String createServiceSecurityGroup(
            Caller caller, String vpcId, String name, String description, Map<String, String> tags) {
        String id = "sg-made-" + ++count;
        securityGroups.put(id, vpcId);
        groupTags.put(id, tags);
        return id;
    }

    @Override
    public void deleteServiceSecurityGroup(Caller caller, String groupId) {
        securityGroups.remove(groupId);
        groupTags.remove(groupId);
    }

    @Override
    public NetworkInterfaceView createServiceInterface(
            Caller caller, String subnetId, List<String> groupIds, String description, Map<String, String> tags) {
        String id = "eni-" + ++count;
        interfaces.put(id, description);
        return new NetworkInterfaceView(id, subnetId, "10.0.0." + count);
    }

    @Override
    public void deleteServiceInterface(Caller caller, String interfaceId) {
        interfaces.remove(interfaceId);
    }

    @Override
    public InstanceView launchInstance(
            Caller caller,
            String subnetId,
            String instanceType,
            String imageId,
            List<String> groupIds,
            Map<String, String> tags) {
        String id = "i-" + ++count;
        InstanceView view = new InstanceView(
                id, subnetId, subnets.get(subnetId).zone(), "10.0.0." + count, "ip-10-0-0-" + count + ".ec2.internal");
        instances.put(id, view);
        return view;
    }

    @Override
    public void terminateInstance(Caller caller, String instanceId) {
        instances.remove(instanceId);
    }

    @Override
    public boolean instanceTypeExists(String instanceType) {
        return instanceType(instanceType).isPresent();
    }

    @Override
    public Optional<InstanceTypeView> instanceType(String instanceType) {
        return switch (instanceType) {
            case "m6i.large", "t3.medium" -> Optional.of(new InstanceTypeView(instanceType, 2, 8192, "x86_64", 29));
            case "m6g.large" -> Optional.of(new InstanceTypeView(instanceType, 2, 8192, "arm64", 29));
            default -> Optional.empty();
        };
    }
}
