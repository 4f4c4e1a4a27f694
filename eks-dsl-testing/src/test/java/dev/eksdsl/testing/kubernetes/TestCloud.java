package dev.eksdsl.testing.kubernetes;

import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.ec2.CloudVolumes;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** One VPC with a public and a private subnet in each of two zones, and the load balancers in it. */
final class TestCloud implements CloudNetwork, LoadBalancers {

    final Map<String, Wanted> loadBalancers = new TreeMap<>();
    final Map<String, Map<Integer, List<Target>>> targets = new TreeMap<>();
    final List<String> interfaces = new ArrayList<>();
    final TestVolumes volumes = new TestVolumes();
    private int next = 1;

    @Override
    public Optional<SubnetView> subnet(Caller caller, String subnetId) {
        return Optional.ofNullable(
                switch (subnetId) {
                    case "subnet-public-a" -> view(subnetId, "a", "10.0.0.0/24");
                    case "subnet-public-b" -> view(subnetId, "b", "10.0.1.0/24");
                    case "subnet-private-a" -> view(subnetId, "a", "10.0.2.0/24");
                    case "subnet-private-b" -> view(subnetId, "b", "10.0.3.0/24");
                    default -> null;
                });
    }

    private static SubnetView view(String id, String zone, String cidr) {
        return new SubnetView(id, "vpc-1", "eu-west-1" + zone, "euw1-az1", cidr, 200, id.contains("public"));
    }

    @Override
    public Map<String, Map<String, String>> subnetTags(Caller caller, String vpcId) {
        return Map.of(
                "subnet-public-a", Map.of("kubernetes.io/role/elb", "1"),
                "subnet-public-b", Map.of("kubernetes.io/role/elb", "1"),
                "subnet-private-a", Map.of("kubernetes.io/role/internal-elb", "1"),
                "subnet-private-b", Map.of("kubernetes.io/role/internal-elb", "1"));
    }

    @Override
    public String create(Caller caller, Wanted wanted) {
        if (loadBalancers.putIfAbsent(wanted.name(), wanted) != null) {
            throw new AwsFault(400, "DuplicateLoadBalancerName", "taken: " + wanted.name(), Map.of());
        }
        return wanted.name() + "-0123456789abcdef.elb." + caller.region() + ".amazonaws.com";
    }

    @Override
    public void delete(Caller caller, String name) {
        loadBalancers.remove(name);
    }

    @Override
    public void targets(Caller caller, String name, Map<Integer, List<Target>> byListener) {
        targets.put(name, byListener);
    }

    @Override
    public NetworkInterfaceView createServiceInterface(
            Caller caller, String subnetId, List<String> groupIds, String description, Map<String, String> tags) {
        String id = "eni-" + next;
        interfaces.add(id);
        return new NetworkInterfaceView(id, subnetId, "10.0.2." + (10 + next++));
    }

    @Override
    public void deleteServiceInterface(Caller caller, String interfaceId) {
        interfaces.remove(interfaceId);
    }

    @Override
    public Optional<List<String>> vpcCidrs(Caller caller, String vpcId) {
        return Optional.of(List.of("10.0.0.0/16"));
    }

    @Override
    public boolean routesToInternetGateway(Caller caller, String subnetId) {
        return subnetId.contains("public");
    }

    @Override
    public boolean hasWayOut(Caller caller, String subnetId) {
        return true;
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
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> vpcOfSecurityGroup(Caller caller, String groupId) {
        return Optional.of("vpc-1");
    }

    @Override
    public String createServiceSecurityGroup(
            Caller caller, String vpcId, String name, String description, Map<String, String> tags) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deleteServiceSecurityGroup(Caller caller, String groupId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InstanceView launchInstance(Caller caller, Launch launch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<LaunchTemplateView> launchTemplate(Caller caller, String idOrName, String version) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LaunchTemplateView createServiceLaunchTemplate(
            Caller caller, String name, RequestLaunchTemplateData data, Map<String, String> tags) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<LaunchTemplateView> addServiceLaunchTemplateVersion(
            Caller caller, String id, RequestLaunchTemplateData data) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deleteServiceLaunchTemplate(Caller caller, String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onInstanceGone(InstanceGone listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void terminateInstance(Caller caller, String instanceId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ApplicationBalancers application() {
        return LoadBalancers.none().application();
    }

    @Override
    public CloudVolumes volumes() {
        return volumes;
    }

    @Override
    public boolean instanceTypeExists(String instanceType) {
        return instanceType.equals("m6i.large");
    }

    @Override
    public Optional<InstanceTypeView> instanceType(String instanceType) {
        return Optional.of(new InstanceTypeView(instanceType, 2, 8192, "x86_64", 29));
    }
}
