package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.ec2.CloudVolumes;
import dev.eksdsl.testing.server.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** A network of a VPC 10.0.0.0/16 with private subnets in three zones, and what EKS makes in it. */
final class NetworkDouble implements CloudNetwork {

    static final String VPC = "vpc-1";

    final Map<String, SubnetView> subnets = new LinkedHashMap<>();
    final Set<String> toInternet = new HashSet<>();
    final Set<String> noWayOut = new HashSet<>();
    final Map<String, String> securityGroups = new HashMap<>();
    final Map<String, Integer> opened = new HashMap<>();
    final Map<String, Map<String, String>> groupTags = new HashMap<>();
    final Map<String, String> interfaces = new LinkedHashMap<>();
    final Map<String, InstanceView> instances = new LinkedHashMap<>();
    final List<String> vpcCidrs = new ArrayList<>(List.of("10.0.0.0/16"));
    final Map<String, List<LaunchTemplateView>> templates = new LinkedHashMap<>();
    final List<Launch> launches = new ArrayList<>();
    private final List<InstanceGone> gone = new ArrayList<>();
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
    public Set<String> endpointServices(Caller caller, String subnetId) {
        return Set.of();
    }

    @Override
    public boolean letsThrough(Caller caller, Side from, Side to, int port) {
        return true;
    }

    @Override
    public void openPort(Caller caller, String groupId, int port, List<String> sourceGroupIds) {
        opened.put(groupId, port);
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
    public InstanceView launchInstance(Caller caller, Launch launch) {
        launches.add(launch);
        String subnetId = launch.subnetId();
        String id = "i-" + ++count;
        InstanceView view = new InstanceView(
                id, subnetId, subnets.get(subnetId).zone(), "10.0.0." + count, "ip-10-0-0-" + count + ".ec2.internal");
        instances.put(id, view);
        return view;
    }

    @Override
    public Optional<LaunchTemplateView> launchTemplate(Caller caller, String idOrName, @Nullable String version) {
        List<LaunchTemplateView> versions = templates.getOrDefault(idOrName, List.of());
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        boolean first = version == null || version.equals("$Default");
        int number = first ? 1 : version.equals("$Latest") ? versions.size() : Integer.parseInt(version);
        return number > versions.size() ? Optional.empty() : Optional.of(versions.get(number - 1));
    }

    @Override
    public LaunchTemplateView createServiceLaunchTemplate(
            Caller caller, String name, RequestLaunchTemplateData data, Map<String, String> tags) {
        String id = "lt-" + ++count;
        templates.put(id, new ArrayList<>());
        return addVersion(id, name, data);
    }

    @Override
    public Optional<LaunchTemplateView> addServiceLaunchTemplateVersion(
            Caller caller, String id, RequestLaunchTemplateData data) {
        return templates.containsKey(id)
                ? Optional.of(addVersion(id, templates.get(id).get(0).name(), data))
                : Optional.empty();
    }

    private LaunchTemplateView addVersion(String id, String name, RequestLaunchTemplateData data) {
        List<LaunchTemplateView> versions = templates.get(id);
        ResponseLaunchTemplateData stored = ResponseLaunchTemplateData.builder()
                .imageId(data.imageId())
                .instanceType(data.instanceType())
                .securityGroupIds(data.securityGroupIds())
                .userData(data.userData())
                .build();
        LaunchTemplateView made = new LaunchTemplateView(id, name, versions.size() + 1L, versions.size() + 1L, stored);
        versions.add(made);
        return made;
    }

    @Override
    public void deleteServiceLaunchTemplate(Caller caller, String id) {
        templates.remove(id);
    }

    @Override
    public void onInstanceGone(InstanceGone listener) {
        gone.add(listener);
    }

    @Override
    public void terminateInstance(Caller caller, String instanceId) {
        if (instances.remove(instanceId) != null) {
            gone.forEach(listener -> listener.gone(caller, instanceId, "Client.UserInitiatedShutdown"));
        }
    }

    @Override
    public CloudVolumes volumes() {
        throw new UnsupportedOperationException();
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
