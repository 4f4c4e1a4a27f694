package dev.eksdsl.resource.internetgateway;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.diff.Fields;
import dev.eksdsl.model.Input;
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
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

/** The kind {@value #KIND}. Output: {@code id}, known only once the gateway is attached. */
public final class InternetGatewayType implements ResourceType<InternetGatewaySpec, InternetGatewayState> {

    /** The kind's name. */
    public static final String KIND = "internet-gateway";

    private static final String ATTACH = "attach";

    private static final OneOfAKind<InternetGateway> ONE = new OneOfAKind<>(
            InternetGatewayType::describe,
            InternetGateway::internetGatewayId,
            InternetGateway::tags,
            InternetGatewayType::remove);

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<InternetGatewaySpec> specType() {
        return InternetGatewaySpec.class;
    }

    @Override
    public Class<InternetGatewayState> stateType() {
        return InternetGatewayState.class;
    }

    @Override
    public Set<String> needs() {
        return Set.of("vpc");
    }

    @Override
    public List<Input> inputs(InternetGatewaySpec spec) {
        return List.of(spec.vpc());
    }

    @Override
    public void observe(Observing<InternetGatewaySpec, InternetGatewayState> observing) {
        Finds<InternetGatewayState> finds = new Finds<>(KIND, observing);
        for (InternetGateway gateway : Presence.of(observing, KIND, owned -> describe(observing.aws(), owned))) {
            InternetGatewayState state = state(gateway);
            finds.add(gateway.tags(), state.id(), state.vpc().isPresent(), new Observation.Present<>(state));
        }
        finds.report();
    }

    /** A VPC that is still to be created is one that the gateway is not attached to yet, so that shows as a change too. */
    @Override
    public Fields<InternetGatewaySpec, InternetGatewayState> fields(Inputs inputs) {
        Fields.Builder<InternetGatewaySpec, InternetGatewayState> fields =
                Fields.<InternetGatewaySpec, InternetGatewayState>builder()
                        .inPlace(
                                ATTACH,
                                "vpc",
                                spec -> Optional.of(inputs.find(spec.vpc())
                                        .orElse(spec.vpc().toString())),
                                state -> state.vpc().orElse("detached"));
        return Ec2Tags.compared(fields, InternetGatewaySpec::tags, InternetGatewayState::tags)
                .build();
    }

    @Override
    public Map<String, String> outputs(InternetGatewayState state) {
        return Map.of("id", state.id());
    }

    @Override
    public Progress<InternetGatewayState> create(Acting acting, InternetGatewaySpec spec) {
        return ONE.create(acting, () -> make(acting, spec), gateway -> again -> attach(again, spec, state(gateway)));
    }

    @Override
    public Progress<InternetGatewayState> resume(Acting acting, InternetGatewayState state) {
        return Progress.done(state);
    }

    @Override
    public Progress<InternetGatewayState> update(
            Acting acting,
            InternetGatewaySpec spec,
            InternetGatewayState state,
            String call,
            List<FieldChange> changes) {
        return call.equals(ATTACH)
                ? attach(acting, spec, state)
                : Progress.done(state.withTags(Ec2Tags.put(acting, state.id(), spec.tags(), state.tags())));
    }

    @Override
    public Progress<InternetGatewayState> delete(Acting acting, InternetGatewayState state) {
        attachedTo(acting, state).forEach(vpc -> Attachment.detach(acting.aws(), state.id(), vpc));
        remove(acting.aws(), state.id());
        return Progress.gone();
    }

    /** What it is attached to: if it could not be deleted so, another run may have attached it since it was observed. */
    private static List<String> attachedTo(Acting acting, InternetGatewayState state) {
        if (!acting.isRepeated()) {
            return state.vpc().stream().toList();
        }
        return describe(acting.aws(), Owned.id("internet-gateway-id", state.id())).stream()
                .flatMap(gateway -> gateway.attachments().stream())
                .map(InternetGatewayAttachment::vpcId)
                .toList();
    }

    private static void remove(AwsApi aws, String id) {
        DeleteInternetGatewayRequest request =
                DeleteInternetGatewayRequest.builder().internetGatewayId(id).build();
        Creation.unlessGone(
                () -> aws.ec2(Ec2Client::deleteInternetGateway, request),
                () -> describe(aws, Owned.id("internet-gateway-id", id)).isEmpty());
    }

    @Override
    public List<Permission> permissions(
            PermissionScope scope, Need need, ResourceId id, Optional<InternetGatewaySpec> spec) {
        Ec2Permissions ec2 = new Ec2Permissions(scope);
        return switch (need) {
            case OBSERVE -> ec2.finding("DescribeInternetGateways");
            case CREATE ->
                ec2.making(
                        "CreateInternetGateway",
                        KIND,
                        ec2.onOurs("AttachInternetGateway", KIND, "vpc"),
                        ec2.onOurs("DetachInternetGateway", KIND, "vpc"),
                        ec2.onOurs("DeleteInternetGateway", KIND));
            case UPDATE -> List.of();
            case DELETE ->
                List.of(ec2.onOurs("DetachInternetGateway", KIND, "vpc"), ec2.onOurs("DeleteInternetGateway", KIND));
        };
    }

    @Override
    public List<Permission> permissionsToChange(
            PermissionScope scope, ResourceId id, InternetGatewaySpec spec, String call, List<FieldChange> changes) {
        Ec2Permissions ec2 = new Ec2Permissions(scope);
        return call.equals(ATTACH)
                ? List.of(
                        ec2.onOurs("AttachInternetGateway", KIND, "vpc"),
                        ec2.onOurs("DetachInternetGateway", KIND, "vpc"))
                : ec2.tagging(KIND);
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return DeletionTiming.of(action);
    }

    private static String make(Acting acting, InternetGatewaySpec spec) {
        CreateInternetGatewayRequest request = CreateInternetGatewayRequest.builder()
                .tagSpecifications(Ec2Tags.specification("internet-gateway", acting, spec.tags()))
                .build();
        return acting.aws()
                .ec2(Ec2Client::createInternetGateway, request)
                .internetGateway()
                .internetGatewayId();
    }

    private static Progress<InternetGatewayState> attach(
            Acting acting, InternetGatewaySpec spec, InternetGatewayState state) {
        String vpc = acting.value(spec.vpc());
        if (!state.vpc().equals(Optional.of(vpc))) {
            state.vpc().ifPresent(other -> Attachment.detach(acting.aws(), state.id(), other));
            Attachment.attach(acting.aws(), state.id(), vpc);
        }
        return Progress.done(state.attachedTo(vpc));
    }

    private static List<InternetGateway> describe(AwsApi aws, List<Filter> filters) {
        return Pages.all(
                token -> aws.ec2(
                        Ec2Client::describeInternetGateways,
                        DescribeInternetGatewaysRequest.builder()
                                .filters(filters)
                                .nextToken(token)
                                .build()),
                DescribeInternetGatewaysResponse::nextToken,
                DescribeInternetGatewaysResponse::internetGateways);
    }

    private static InternetGatewayState state(InternetGateway gateway) {
        return new InternetGatewayState(
                gateway.internetGatewayId(), Attachment.of(gateway), Ec2Tags.users(gateway.tags()));
    }
}
