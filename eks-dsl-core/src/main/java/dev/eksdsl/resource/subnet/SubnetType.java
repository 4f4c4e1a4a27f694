package dev.eksdsl.resource.subnet;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.diff.Fields;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Inputs;
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.resource.Timing;
import dev.eksdsl.resource.ec2.Creation;
import dev.eksdsl.resource.ec2.DeletionTiming;
import dev.eksdsl.resource.ec2.Ec2Permissions;
import dev.eksdsl.resource.ec2.Ec2Tags;
import dev.eksdsl.resource.ec2.Finds;
import dev.eksdsl.resource.ec2.OneOfAKind;
import dev.eksdsl.resource.ec2.Owned;
import dev.eksdsl.resource.ec2.Presence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The kind {@value #KIND}. Outputs: {@code id}, {@code zone}. */
public final class SubnetType implements ResourceType<SubnetSpec, SubnetState> {

    /** The kind's name. */
    public static final String KIND = "subnet";

    private static final String PUBLIC_IP = "public-ip";

    private static final OneOfAKind<Subnet> ONE =
            new OneOfAKind<>(SubnetType::describe, Subnet::subnetId, Subnet::tags, SubnetType::remove);

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<SubnetSpec> specType() {
        return SubnetSpec.class;
    }

    @Override
    public Class<SubnetState> stateType() {
        return SubnetState.class;
    }

    @Override
    public Set<String> needs() {
        return Set.of("vpc");
    }

    @Override
    public List<Input> inputs(SubnetSpec spec) {
        return List.of(spec.vpc());
    }

    @Override
    public void observe(Observing<SubnetSpec, SubnetState> observing) {
        Finds<SubnetState> finds = new Finds<>(KIND, observing);
        List<Subnet> subnets = Presence.of(observing, KIND, owned -> describe(observing.aws(), owned));
        // Of two subnets of one size, the one with fewer free addresses is the one that something was placed in.
        int mostFree =
                subnets.stream().mapToInt(Subnet::availableIpAddressCount).max().orElse(0);
        for (Subnet subnet : subnets) {
            finds.add(
                    subnet.tags(),
                    subnet.subnetId(),
                    subnet.availableIpAddressCount() < mostFree,
                    new Observation.Present<>(state(subnet)));
        }
        finds.report();
    }

    @Override
    public SubnetSpec settle(Reading reading, SubnetSpec spec, Observation<SubnetState> found) {
        if (spec.zone().isPresent()) {
            return spec;
        }
        return found.state()
                .map(SubnetState::zone)
                .or(() -> Zones.read(reading.aws()).at(spec.zoneIndex()))
                .map(spec::inZone)
                .orElse(spec);
    }

    @Override
    public List<Problem> check(Reading reading, ResourceId id, SubnetSpec spec, Observation<SubnetState> found) {
        if (found.state().isPresent()) {
            return List.of();
        }
        Zones zones = Zones.read(reading.aws());
        String path = id + ".zone";
        if (spec.zone().isEmpty()) {
            return List.of(Problem.error(
                    "EKS-Z01",
                    path,
                    "the region " + reading.aws().region() + " has "
                            + zones.names().size() + " availability zones for EKS, so there is none with index "
                            + spec.zoneIndex(),
                    "use fewer zones: " + String.join(", ", zones.names())));
        }
        if (!zones.names().contains(spec.zone().get())) {
            return List.of(Problem.error(
                    "EKS-Z02",
                    path,
                    "EKS cannot use the availability zone " + spec.zone().get() + " of "
                            + reading.aws().region(),
                    "choose among " + String.join(", ", zones.names())));
        }
        return List.of();
    }

    @Override
    public Fields<SubnetSpec, SubnetState> fields(Inputs inputs) {
        Fields.Builder<SubnetSpec, SubnetState> fields = Fields.<SubnetSpec, SubnetState>builder()
                .replace("vpc", spec -> inputs.find(spec.vpc()), SubnetState::vpc)
                .replace("cidr", spec -> Optional.of(spec.cidr()), SubnetState::cidr)
                .replace("zone", SubnetSpec::zone, SubnetState::zone)
                .inPlace(
                        PUBLIC_IP,
                        "publicIpOnLaunch",
                        spec -> Optional.of(spec.publicSubnet()),
                        SubnetState::publicIpOnLaunch);
        return Ec2Tags.compared(fields, SubnetSpec::allTags, SubnetState::tags).build();
    }

    @Override
    public Map<String, String> outputs(SubnetState state) {
        return Map.of("id", state.id(), "zone", state.zone());
    }

    @Override
    public Progress<SubnetState> create(Acting acting, SubnetSpec spec) {
        return ONE.create(acting, () -> make(acting, spec), subnet -> {
            SubnetState state = state(subnet);
            return again -> state.publicIpOnLaunch() == spec.publicSubnet()
                    ? Progress.done(state)
                    : mapPublicIp(again, state, spec.publicSubnet());
        });
    }

    @Override
    public Progress<SubnetState> resume(Acting acting, SubnetState state) {
        return Progress.done(state);
    }

    @Override
    public Progress<SubnetState> update(
            Acting acting, SubnetSpec spec, SubnetState state, String call, List<FieldChange> changes) {
        return call.equals(PUBLIC_IP)
                ? mapPublicIp(acting, state, spec.publicSubnet())
                : Progress.done(state.withTags(Ec2Tags.put(acting, state.id(), spec.allTags(), state.tags())));
    }

    @Override
    public Progress<SubnetState> delete(Acting acting, SubnetState state) {
        if (acting.isRepeated()) {
            LeftInterfaces.delete(acting.aws(), acting.owner().cluster(), state.id());
        }
        remove(acting.aws(), state.id());
        return Progress.gone();
    }

    private static void remove(AwsApi aws, String id) {
        DeleteSubnetRequest request = DeleteSubnetRequest.builder().subnetId(id).build();
        Creation.unlessGone(
                () -> aws.ec2(Ec2Client::deleteSubnet, request),
                () -> describe(aws, Owned.id("subnet-id", id)).isEmpty());
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<SubnetSpec> spec) {
        return SubnetPermissions.of(new Ec2Permissions(scope), need, spec);
    }

    @Override
    public List<Permission> permissionsToChange(
            PermissionScope scope, ResourceId id, SubnetSpec spec, String call, List<FieldChange> changes) {
        Ec2Permissions ec2 = new Ec2Permissions(scope);
        return call.equals(PUBLIC_IP) ? List.of(ec2.onOurs("ModifySubnetAttribute", KIND)) : ec2.tagging(KIND);
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return DeletionTiming.of(action);
    }

    private static String make(Acting acting, SubnetSpec spec) {
        CreateSubnetRequest request = CreateSubnetRequest.builder()
                .vpcId(acting.value(spec.vpc()))
                .cidrBlock(spec.cidr())
                .availabilityZone(spec.zone().orElse(null))
                .tagSpecifications(Ec2Tags.specification("subnet", acting, spec.allTags()))
                .build();
        return acting.aws().ec2(Ec2Client::createSubnet, request).subnet().subnetId();
    }

    private static Progress<SubnetState> mapPublicIp(Acting acting, SubnetState state, boolean on) {
        ModifySubnetAttributeRequest request = ModifySubnetAttributeRequest.builder()
                .subnetId(state.id())
                .mapPublicIpOnLaunch(value -> value.value(on))
                .build();
        acting.aws().ec2(Ec2Client::modifySubnetAttribute, request);
        return Progress.done(state.withPublicIpOnLaunch(on));
    }

    private static List<Subnet> describe(AwsApi aws, List<Filter> filters) {
        return Pages.all(
                token -> aws.ec2(
                        Ec2Client::describeSubnets,
                        DescribeSubnetsRequest.builder()
                                .filters(filters)
                                .nextToken(token)
                                .build()),
                DescribeSubnetsResponse::nextToken,
                DescribeSubnetsResponse::subnets);
    }

    private static SubnetState state(Subnet subnet) {
        return new SubnetState(
                subnet.subnetId(),
                subnet.vpcId(),
                subnet.cidrBlock(),
                subnet.availabilityZone(),
                Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()),
                Ec2Tags.users(subnet.tags()));
    }
}
