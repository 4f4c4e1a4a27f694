package dev.eksdsl.resource.elasticip;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.diff.Fields;
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
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;

/** The kind {@value #KIND}. Outputs: {@code allocationId}, {@code publicIp}. */
public final class ElasticIpType implements ResourceType<ElasticIpSpec, ElasticIpState> {

    /** The kind's name. */
    public static final String KIND = "elastic-ip";

    private static final OneOfAKind<Address> ONE =
            new OneOfAKind<>(ElasticIpType::describe, Address::allocationId, Address::tags, ElasticIpType::release);

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<ElasticIpSpec> specType() {
        return ElasticIpSpec.class;
    }

    @Override
    public Class<ElasticIpState> stateType() {
        return ElasticIpState.class;
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public void observe(Observing<ElasticIpSpec, ElasticIpState> observing) {
        Finds<ElasticIpState> finds = new Finds<>(KIND, observing);
        for (Address address : Presence.of(observing, KIND, owned -> describe(observing.aws(), owned))) {
            finds.add(
                    address.tags(),
                    address.allocationId(),
                    address.associationId() != null,
                    new Observation.Present<>(state(address)));
        }
        finds.report();
    }

    @Override
    public Fields<ElasticIpSpec, ElasticIpState> fields(Inputs inputs) {
        return Ec2Tags.compared(
                        Fields.<ElasticIpSpec, ElasticIpState>builder(), ElasticIpSpec::tags, ElasticIpState::tags)
                .build();
    }

    @Override
    public Map<String, String> outputs(ElasticIpState state) {
        return Map.of("allocationId", state.allocationId(), "publicIp", state.publicIp());
    }

    @Override
    public String awsName(ElasticIpState state) {
        return state.allocationId();
    }

    @Override
    public Progress<ElasticIpState> create(Acting acting, ElasticIpSpec spec) {
        return ONE.create(acting, () -> allocate(acting, spec), address -> again -> Progress.done(state(address)));
    }

    @Override
    public Progress<ElasticIpState> resume(Acting acting, ElasticIpState state) {
        return Progress.done(state);
    }

    @Override
    public Progress<ElasticIpState> update(
            Acting acting, ElasticIpSpec spec, ElasticIpState state, String call, List<FieldChange> changes) {
        return Progress.done(state.withTags(Ec2Tags.put(acting, state.allocationId(), spec.tags(), state.tags())));
    }

    @Override
    public Progress<ElasticIpState> delete(Acting acting, ElasticIpState state) {
        release(acting.aws(), state.allocationId());
        return Progress.gone();
    }

    private static void release(AwsApi aws, String id) {
        ReleaseAddressRequest request =
                ReleaseAddressRequest.builder().allocationId(id).build();
        Creation.unlessGone(
                () -> aws.ec2(Ec2Client::releaseAddress, request),
                () -> describe(aws, Owned.id("allocation-id", id)).isEmpty());
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<ElasticIpSpec> spec) {
        Ec2Permissions ec2 = new Ec2Permissions(scope);
        return switch (need) {
            case OBSERVE -> ec2.finding("DescribeAddresses");
            case CREATE -> ec2.making("AllocateAddress", KIND, ec2.onOurs("ReleaseAddress", KIND));
            case UPDATE -> ec2.tagging(KIND);
            case DELETE -> List.of(ec2.onOurs("ReleaseAddress", KIND));
        };
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return DeletionTiming.of(action);
    }

    private static String allocate(Acting acting, ElasticIpSpec spec) {
        AllocateAddressRequest request = AllocateAddressRequest.builder()
                .domain(DomainType.VPC)
                .tagSpecifications(Ec2Tags.specification("elastic-ip", acting, spec.tags()))
                .build();
        return acting.aws().ec2(Ec2Client::allocateAddress, request).allocationId();
    }

    /** EC2 gives all addresses at once: this call has no pages. */
    private static List<Address> describe(AwsApi aws, List<Filter> filters) {
        return aws.ec2(
                        Ec2Client::describeAddresses,
                        DescribeAddressesRequest.builder().filters(filters).build())
                .addresses();
    }

    private static ElasticIpState state(Address address) {
        return new ElasticIpState(address.allocationId(), address.publicIp(), Ec2Tags.users(address.tags()));
    }
}
