package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.ec2.LoadBalancerNetwork.Target;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** The operations on targets. */
final class TargetOperations {

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*");
    private static final Pattern INSTANCE = Pattern.compile("i-[0-9a-f]{8}([0-9a-f]{9})?");

    private final ElbState state;

    TargetOperations(ElbState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.on(RegisterTargetsRequest.class, this::register);
        operations.on(DeregisterTargetsRequest.class, this::deregister);
        operations.on(DescribeTargetHealthRequest.class, this::health);
    }

    private RegisterTargetsResponse register(RegisterTargetsRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        FakeTargetGroup group = place.targetGroup(request.targetGroupArn());
        if (request.targets().isEmpty()) {
            throw ElbFaults.invalid("At least one target must be specified");
        }
        request.targets().forEach(target -> check(place, group, target));
        long present = group.targets.keySet().size();
        long added = request.targets().stream()
                .filter(target -> !group.targets.containsKey(group.keyOf(target)))
                .count();
        boolean single = group.takes(TargetTypeEnum.LAMBDA) || group.takes(TargetTypeEnum.ALB);
        if (present + added > (single ? 1 : ElbQuotas.TARGETS_OF_A_GROUP)) {
            throw ElbFaults.refuse(
                    "TooManyTargets",
                    "The maximum number of targets has been reached on target group '" + group.arn + "'");
        }
        request.targets().forEach(target -> add(group, target, false));
        return RegisterTargetsResponse.builder().build();
    }

    /** A target that is there already stays as it is, unless it drains. */
    void add(FakeTargetGroup group, TargetDescription target, boolean vouched) {
        FakeTargetGroup.Registered present = group.targets.get(group.keyOf(target));
        if (present == null || present.draining) {
            group.targets.put(group.keyOf(target), new FakeTargetGroup.Registered(target, state.world.now(), vouched));
        }
    }

    private void check(RegionalBalancers place, FakeTargetGroup group, TargetDescription target) {
        switch (group.settings.targetType()) {
            case INSTANCE -> checkInstance(place, group, target.id());
            case IP -> checkAddress(place, group, target);
            case LAMBDA -> {
                if (!target.id().startsWith("arn:") || !target.id().contains(":lambda:")) {
                    throw ElbFaults.invalid("'" + target.id() + "' is not a valid Lambda function ARN");
                }
            }
            default -> checkLoadBalancer(place, group, target);
        }
    }

    private void checkInstance(RegionalBalancers place, FakeTargetGroup group, String id) {
        if (!INSTANCE.matcher(id).matches()) {
            throw ElbFaults.invalid("Instance ID '" + id + "' is not valid");
        }
        if (state.world.isLenient()) {
            return;
        }
        Optional<Target> instance = state.interfaces.instance(place.owner, id);
        if (instance.isEmpty() || !instance.get().vpcId().equals(group.settings.vpcId())) {
            throw ElbFaults.refuse(
                    "InvalidTarget",
                    "The following targets do not exist or are not in the same VPC as the target group: '" + id + "'");
        }
        if (!instance.get().state().equals("running")) {
            throw ElbFaults.refuse(
                    "InvalidTarget",
                    "The following targets are not in a running state and cannot be registered: '" + id + "'");
        }
    }

    private void checkAddress(RegionalBalancers place, FakeTargetGroup group, TargetDescription target) {
        if (!ADDRESS.matcher(target.id()).matches()) {
            throw ElbFaults.invalid("The IP address '" + target.id() + "' is not valid");
        }
        List<String> cidrs =
                state.network.vpcCidrs(place.owner, group.settings.vpcId()).orElse(List.of());
        boolean inside = target.id().contains(":") || cidrs.stream().anyMatch(cidr -> contains(cidr, target.id()));
        if (!inside && !"all".equals(target.availabilityZone()) && !state.world.isLenient()) {
            throw ElbFaults.invalid("You must specify the Availability Zone 'all' for IP address '" + target.id()
                    + "', which is outside the VPC");
        }
    }

    private static boolean contains(String cidr, String address) {
        int prefix = Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
        int dropped = 32 - prefix;
        return dropped >= 32 || number(address) >>> dropped == number(cidr.substring(0, cidr.indexOf('/'))) >>> dropped;
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.")) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    private void checkLoadBalancer(RegionalBalancers place, FakeTargetGroup group, TargetDescription target) {
        FakeLoadBalancer balancer = place.loadBalancers.get(target.id());
        if (balancer == null || !balancer.is(LoadBalancerTypeEnum.APPLICATION)) {
            throw ElbFaults.refuse("InvalidTarget", "'" + target.id() + "' is not an Application Load Balancer");
        }
        boolean listens = place.listenersOf(balancer).stream()
                .anyMatch(listener -> group.settings.port().equals(listener.port));
        if (!listens) {
            throw ElbFaults.refuse(
                    "InvalidTarget",
                    "The target '" + target.id() + "' must have a listener on port '" + group.settings.port() + "'");
        }
    }

    /** Targets without a port stand for all that are registered with this id. */
    private DeregisterTargetsResponse deregister(DeregisterTargetsRequest request, Caller caller) {
        FakeTargetGroup group = state.in(caller).targetGroup(request.targetGroupArn());
        List<FakeTargetGroup.TargetKey> gone = new ArrayList<>();
        for (TargetDescription target : request.targets()) {
            List<FakeTargetGroup.TargetKey> matching = group.targets.keySet().stream()
                    .filter(key -> key.id().equals(target.id()))
                    .filter(key -> target.port() == null || target.port().equals(key.port()))
                    .toList();
            if (matching.isEmpty() && !state.world.isLenient()) {
                throw ElbFaults.refuse(
                        "InvalidTarget", "The following targets are not registered: '" + target.id() + "'");
            }
            gone.addAll(matching);
        }
        gone.forEach(key -> drain(group, key));
        return DeregisterTargetsResponse.builder().build();
    }

    /** A target that gets traffic drains for the group's deregistration delay; another goes at once. */
    void drain(FakeTargetGroup group, FakeTargetGroup.TargetKey key) {
        FakeTargetGroup.Registered target = group.targets.get(key);
        if (target == null || target.draining) {
            return;
        }
        int delay = Integer.parseInt(group.attributes.getOrDefault("deregistration_delay.timeout_seconds", "0"));
        if (group.usedSince == null || delay == 0) {
            group.targets.remove(key);
            return;
        }
        target.draining = true;
        state.world.lifecycle(Duration.ofSeconds(delay), () -> group.targets.remove(key, target));
    }

    private DescribeTargetHealthResponse health(DescribeTargetHealthRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        FakeTargetGroup group = place.targetGroup(request.targetGroupArn());
        TargetHealths healths = new TargetHealths(state, place, group);
        List<TargetHealthDescription> shown = request.targets().isEmpty()
                ? group.targets.values().stream().map(healths::of).toList()
                : request.targets().stream().map(healths::of).toList();
        return DescribeTargetHealthResponse.builder()
                .targetHealthDescriptions(shown)
                .build();
    }
}
