package dev.eksdsl.resource.routetable;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** The kind {@value #KIND}: one default route, and the subnets that use it. Output: {@code id}. */
public final class RouteTableType implements ResourceType<RouteTableSpec, RouteTableState> {

    /** The kind's name. */
    public static final String KIND = "route-table";

    private static final String ROUTE = "route";
    private static final String ASSOCIATE = "associate";
    private static final String NONE = "none";

    private static final OneOfAKind<RouteTable> ONE = new OneOfAKind<>(
            RouteTableType::describe, RouteTable::routeTableId, RouteTable::tags, RouteTableType::remove);

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<RouteTableSpec> specType() {
        return RouteTableSpec.class;
    }

    @Override
    public Class<RouteTableState> stateType() {
        return RouteTableState.class;
    }

    @Override
    public Set<String> needs() {
        return Set.of("vpc", "subnet", "internet-gateway", "nat-gateway");
    }

    @Override
    public List<Input> inputs(RouteTableSpec spec) {
        List<Input> inputs = new ArrayList<>(spec.subnets());
        inputs.add(spec.vpc());
        spec.defaultRoute().map(DefaultRoute::target).ifPresent(inputs::add);
        return inputs;
    }

    @Override
    public void observe(Observing<RouteTableSpec, RouteTableState> observing) {
        Finds<RouteTableState> finds = new Finds<>(KIND, observing);
        for (RouteTable table : Presence.of(observing, KIND, owned -> describe(observing.aws(), owned))) {
            RouteTableState state = state(table);
            finds.add(table.tags(), state.id(), !state.associations().isEmpty(), new Observation.Present<>(state));
        }
        finds.report();
    }

    /**
     * A gateway or subnet that is still to be created is one that the table does not lead to or serve yet. So it shows as a
     * change, by the name of the output.
     */
    @Override
    public Fields<RouteTableSpec, RouteTableState> fields(Inputs inputs) {
        Fields.Builder<RouteTableSpec, RouteTableState> fields = Fields.<RouteTableSpec, RouteTableState>builder()
                .replace("vpc", spec -> inputs.find(spec.vpc()), RouteTableState::vpc)
                .inPlace(
                        ROUTE,
                        "defaultRoute",
                        spec -> spec.defaultRoute().map(route -> shown(inputs, route.target())),
                        state -> state.defaultTarget().orElse(NONE))
                .inPlace(
                        ROUTE,
                        "defaultRoute",
                        spec -> spec.defaultRoute().isPresent() ? Optional.empty() : Optional.of(NONE),
                        state -> state.leadsToGateway() ? state.defaultTarget().orElse(NONE) : NONE)
                .inPlace(
                        ASSOCIATE,
                        "subnets",
                        spec -> Optional.of(spec.subnets().stream()
                                .map(subnet -> shown(inputs, subnet))
                                .toList()),
                        state -> List.copyOf(state.associations().keySet()));
        return Ec2Tags.compared(fields, RouteTableSpec::tags, RouteTableState::tags)
                .build();
    }

    @Override
    public Map<String, String> outputs(RouteTableState state) {
        return Map.of("id", state.id());
    }

    @Override
    public Progress<RouteTableState> create(Acting acting, RouteTableSpec spec) {
        return ONE.create(
                acting,
                () -> make(acting, spec),
                table -> again -> Progress.done(associate(again, spec, route(again, spec, state(table)))));
    }

    @Override
    public Progress<RouteTableState> resume(Acting acting, RouteTableState state) {
        return Progress.done(state);
    }

    @Override
    public Progress<RouteTableState> update(
            Acting acting, RouteTableSpec spec, RouteTableState state, String call, List<FieldChange> changes) {
        return Progress.done(
                switch (call) {
                    case ROUTE -> route(acting, spec, state);
                    case ASSOCIATE -> associate(acting, spec, state);
                    default -> state.withTags(Ec2Tags.put(acting, state.id(), spec.tags(), state.tags()));
                });
    }

    @Override
    public Progress<RouteTableState> delete(Acting acting, RouteTableState state) {
        state.associations().values().stream()
                .sorted()
                .forEach(association -> Associations.remove(acting.aws(), association));
        remove(acting.aws(), state.id());
        return Progress.gone();
    }

    private static void remove(AwsApi aws, String id) {
        DeleteRouteTableRequest request =
                DeleteRouteTableRequest.builder().routeTableId(id).build();
        Creation.unlessGone(
                () -> aws.ec2(Ec2Client::deleteRouteTable, request),
                () -> describe(aws, Owned.id("route-table-id", id)).isEmpty());
    }

    @Override
    public List<Permission> permissions(
            PermissionScope scope, Need need, ResourceId id, Optional<RouteTableSpec> spec) {
        return new RouteTablePermissions(new Ec2Permissions(scope)).of(need, spec);
    }

    @Override
    public List<Permission> permissionsToChange(
            PermissionScope scope, ResourceId id, RouteTableSpec spec, String call, List<FieldChange> changes) {
        RouteTablePermissions permissions = new RouteTablePermissions(new Ec2Permissions(scope));
        return switch (call) {
            case ROUTE -> permissions.routing(spec);
            case ASSOCIATE -> permissions.associating();
            default -> permissions.tagging();
        };
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return DeletionTiming.of(action);
    }

    private static String make(Acting acting, RouteTableSpec spec) {
        CreateRouteTableRequest request = CreateRouteTableRequest.builder()
                .clientToken(acting.token())
                .vpcId(acting.value(spec.vpc()))
                .tagSpecifications(Ec2Tags.specification("route-table", acting, spec.tags()))
                .build();
        return acting.aws()
                .ec2(Ec2Client::createRouteTable, request)
                .routeTable()
                .routeTableId();
    }

    private static RouteTableState route(Acting acting, RouteTableSpec spec, RouteTableState state) {
        if (spec.defaultRoute().isEmpty()) {
            if (!state.leadsToGateway()) {
                return state;
            }
            Routing.remove(acting.aws(), state.id());
            return state.withDefaultTarget(Optional.empty());
        }
        DefaultRoute route = spec.defaultRoute().get();
        Optional<String> target = Optional.of(acting.value(route.target()));
        if (state.defaultTarget().isEmpty()) {
            Routing.lead(acting.aws(), state.id(), route, target.get());
        } else if (!state.defaultTarget().equals(target)) {
            Routing.redirect(acting.aws(), state.id(), route, target.get());
        }
        return state.withDefaultTarget(target);
    }

    private static RouteTableState associate(Acting acting, RouteTableSpec spec, RouteTableState before) {
        RouteTableState state = before;
        Set<String> wanted = new TreeSet<>(acting.values(spec.subnets()));
        for (String subnet : wanted) {
            if (!state.associations().containsKey(subnet)) {
                state = state.withAssociation(subnet, Associations.add(acting.aws(), state.id(), subnet));
            }
        }
        for (Map.Entry<String, String> present : before.associations().entrySet()) {
            if (!wanted.contains(present.getKey())) {
                Associations.remove(acting.aws(), present.getValue());
                state = state.withoutAssociation(present.getKey());
            }
        }
        return state;
    }

    private static String shown(Inputs inputs, Input input) {
        return inputs.find(input).orElse(input.toString());
    }

    private static List<RouteTable> describe(AwsApi aws, List<Filter> filters) {
        return Pages.all(
                token -> aws.ec2(
                        Ec2Client::describeRouteTables,
                        DescribeRouteTablesRequest.builder()
                                .filters(filters)
                                .nextToken(token)
                                .build()),
                DescribeRouteTablesResponse::nextToken,
                DescribeRouteTablesResponse::routeTables);
    }

    private static RouteTableState state(RouteTable table) {
        return new RouteTableState(
                table.routeTableId(),
                table.vpcId(),
                Routing.defaultTarget(table),
                Associations.of(table),
                Ec2Tags.users(table.tags()));
    }
}
