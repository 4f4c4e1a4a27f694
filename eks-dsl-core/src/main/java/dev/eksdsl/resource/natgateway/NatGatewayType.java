package dev.eksdsl.resource.natgateway;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.diff.Fields;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Inputs;
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.ResourceFailedException;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.resource.Timing;
import dev.eksdsl.resource.ec2.Creation;
import dev.eksdsl.resource.ec2.Ec2Permissions;
import dev.eksdsl.resource.ec2.Ec2Tags;
import dev.eksdsl.resource.ec2.Finds;
import dev.eksdsl.resource.ec2.OneOfAKind;
import dev.eksdsl.resource.ec2.Owned;
import dev.eksdsl.resource.ec2.Presence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGateway;

/** The kind {@value #KIND}. Output: {@code id}. */
public final class NatGatewayType implements ResourceType<NatGatewaySpec, NatGatewayState> {

    /** The kind's name. */
    public static final String KIND = "nat-gateway";

    /** What EC2 calls it in tag specifications and ARNs. */
    private static final String TYPE = "natgateway";

    /** Public logs of Terraform runs show 83 to 112 seconds; the SDK's waiter gives up after ten minutes. */
    private static final Timing CREATION =
            Timing.of(Duration.ofSeconds(90), Duration.ofMinutes(2), Duration.ofMinutes(10));

    /** Public logs of Terraform runs show 37 to 79 seconds; Terraform gives up after half an hour. */
    private static final Timing DELETION =
            Timing.of(Duration.ofSeconds(60), Duration.ofSeconds(78), Duration.ofMinutes(30));

    /** The oldest is that of the first create call, and has the address; tags tell no more than when a run began with it. */
    private static final OneOfAKind<NatGateway> ONE = new OneOfAKind<>(
            NatGatewayType::staying,
            NatGateway::natGatewayId,
            NatGateway::tags,
            NatGateways::made,
            true,
            NatGatewayType::remove);

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<NatGatewaySpec> specType() {
        return NatGatewaySpec.class;
    }

    @Override
    public Class<NatGatewayState> stateType() {
        return NatGatewayState.class;
    }

    /** The internet gateway too: it cannot be detached while the address of a NAT gateway is mapped. */
    @Override
    public Set<String> needs() {
        return Set.of("subnet", "elastic-ip", "internet-gateway");
    }

    @Override
    public List<Input> inputs(NatGatewaySpec spec) {
        return List.of(spec.subnet(), spec.allocation());
    }

    @Override
    public void observe(Observing<NatGatewaySpec, NatGatewayState> observing) {
        Finds<NatGatewayState> finds = new Finds<>(KIND, observing);
        for (NatGateway gateway :
                Presence.of(observing, "natgateway", owned -> NatGateways.describe(observing.aws(), owned))) {
            finds.add(gateway.tags(), gateway.natGatewayId(), isUsable(gateway), NatGateways.observation(gateway));
        }
        finds.report();
    }

    @Override
    public Fields<NatGatewaySpec, NatGatewayState> fields(Inputs inputs) {
        Fields.Builder<NatGatewaySpec, NatGatewayState> fields = Fields.<NatGatewaySpec, NatGatewayState>builder()
                .replace("subnet", spec -> inputs.find(spec.subnet()), NatGatewayState::subnet)
                .replace("allocation", spec -> inputs.find(spec.allocation()), NatGatewayState::allocation);
        return Ec2Tags.compared(fields, NatGatewaySpec::tags, NatGatewayState::tags)
                .build();
    }

    @Override
    public Map<String, String> outputs(NatGatewayState state) {
        return Map.of("id", state.id());
    }

    @Override
    public Progress<NatGatewayState> create(Acting acting, NatGatewaySpec spec) {
        return ONE.create(acting, () -> make(acting, spec), gateway -> again -> howFar(again, gateway));
    }

    /** The client token is one run's: another run needs more to find what a former one made a moment ago. */
    private static String make(Acting acting, NatGatewaySpec spec) {
        CreateNatGatewayRequest request = CreateNatGatewayRequest.builder()
                .clientToken(acting.token())
                .subnetId(acting.value(spec.subnet()))
                .allocationId(acting.value(spec.allocation()))
                .tagSpecifications(Ec2Tags.specification(TYPE, acting, spec.tags()))
                .build();
        return acting.aws()
                .ec2(Ec2Client::createNatGateway, request)
                .natGateway()
                .natGatewayId();
    }

    private static List<NatGateway> staying(AwsApi aws, List<Filter> filters) {
        return NatGateways.describe(aws, filters).stream()
                .filter(gateway -> !gateway.stateAsString().equals("deleting"))
                .toList();
    }

    @Override
    public Progress<NatGatewayState> resume(Acting acting, NatGatewayState state) {
        return created(acting, state.id());
    }

    @Override
    public Progress<NatGatewayState> update(
            Acting acting, NatGatewaySpec spec, NatGatewayState state, String call, List<FieldChange> changes) {
        return Progress.done(state.withTags(Ec2Tags.put(acting, state.id(), spec.tags(), state.tags())));
    }

    @Override
    public Progress<NatGatewayState> delete(Acting acting, NatGatewayState state) {
        remove(acting.aws(), state.id());
        return Progress.waiting("deleting", again -> deleted(again, state.id()));
    }

    private static void remove(AwsApi aws, String id) {
        DeleteNatGatewayRequest request =
                DeleteNatGatewayRequest.builder().natGatewayId(id).build();
        Creation.unlessGone(
                () -> aws.ec2(Ec2Client::deleteNatGateway, request),
                () -> NatGateways.describe(aws, Owned.id("nat-gateway-id", id)).isEmpty());
    }

    @Override
    public List<Permission> permissions(
            PermissionScope scope, Need need, ResourceId id, Optional<NatGatewaySpec> spec) {
        Ec2Permissions ec2 = new Ec2Permissions(scope);
        return switch (need) {
            case OBSERVE -> ec2.finding("DescribeNatGateways");
            case CREATE ->
                ec2.making(
                        "CreateNatGateway",
                        TYPE,
                        ec2.onOurs("CreateNatGateway", "subnet", "elastic-ip"),
                        ec2.onOurs("DeleteNatGateway", TYPE));
            case UPDATE -> ec2.tagging(TYPE);
            case DELETE -> List.of(ec2.onOurs("DeleteNatGateway", TYPE));
        };
    }

    @Override
    public List<String> diagnose(Reading reading, Inputs inputs, ResourceId id, Optional<NatGatewaySpec> spec) {
        return NatGatewayDiagnosis.of(reading.aws(), Owned.as(reading.owner(), id));
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return switch (action) {
            case CREATE -> CREATION;
            case DELETE -> DELETION;
            case REPLACE ->
                Timing.of(
                        CREATION.expected().plus(DELETION.expected()),
                        CREATION.p95().plus(DELETION.p95()),
                        CREATION.deadline().plus(DELETION.deadline()));
            case UPDATE, NONE -> Timing.IMMEDIATE;
        };
    }

    private static Progress<NatGatewayState> created(Acting acting, String id) {
        return NatGateways.find(acting.aws(), id)
                .map(gateway -> howFar(acting, gateway))
                .orElseGet(() -> lost(acting, id, "gone", "deleted meanwhile"));
    }

    private static Progress<NatGatewayState> howFar(Acting acting, NatGateway gateway) {
        String id = gateway.natGatewayId();
        return switch (gateway.state()) {
            case AVAILABLE -> Progress.done(NatGateways.state(gateway));
            case FAILED -> lost(acting, id, "failed", NatGateways.failure(gateway));
            case DELETING -> lost(acting, id, "deleting", "somebody deletes it while it is created");
            default -> Progress.waiting(gateway.stateAsString(), again -> created(again, id));
        };
    }

    private static Progress<NatGatewayState> lost(Acting acting, String id, String state, String reason) {
        return twin(acting)
                .map(twin -> givingWay(acting, id, twin.natGatewayId()))
                .orElseThrow(() -> new ResourceFailedException("NAT gateway " + id + " is " + state, reason));
    }

    /**
     * Another one that stands for the same. Of two runs that created in the same moment, only one's gateway gets the address,
     * and which one shows no earlier than by the failure of the other.
     */
    private static Optional<NatGateway> twin(Acting acting) {
        return NatGateways.describe(acting.aws(), Owned.as(acting.owner(), acting.id())).stream()
                .filter(NatGatewayType::isUsable)
                .findFirst();
    }

    private static Progress<NatGatewayState> givingWay(Acting acting, String failed, String twin) {
        return Creation.complete(acting, again -> {
            remove(again.aws(), failed);
            return Progress.waiting("giving way to " + twin, next -> gone(next, failed, twin));
        });
    }

    private static Progress<NatGatewayState> gone(Acting acting, String failed, String twin) {
        return left(acting.aws(), failed).isEmpty()
                ? created(acting, twin)
                : Progress.waiting("giving way to " + twin, again -> gone(again, failed, twin));
    }

    private static Progress<NatGatewayState> deleted(Acting acting, String id) {
        return left(acting.aws(), id)
                .<Progress<NatGatewayState>>map(
                        gateway -> Progress.waiting(gateway.stateAsString(), again -> deleted(again, id)))
                .orElseGet(Progress::gone);
    }

    private static Optional<NatGateway> left(AwsApi aws, String id) {
        try {
            return NatGateways.find(aws, id);
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Of two with the same id, one that failed or is being deleted is not the one to keep. */
    private static boolean isUsable(NatGateway gateway) {
        return switch (gateway.state()) {
            case PENDING, AVAILABLE -> true;
            default -> false;
        };
    }
}
