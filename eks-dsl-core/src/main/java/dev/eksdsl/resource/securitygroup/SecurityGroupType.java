package dev.eksdsl.resource.securitygroup;

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
import dev.eksdsl.resource.ec2.GroupReferences;
import dev.eksdsl.resource.ec2.OneOfAKind;
import dev.eksdsl.resource.ec2.Owned;
import dev.eksdsl.resource.ec2.Presence;
import dev.eksdsl.resource.securitygroup.SecurityGroupState.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** The kind {@value #KIND}. Output: {@code id}. Rules are changed in place; egress is left as EC2 makes it. */
public final class SecurityGroupType implements ResourceType<SecurityGroupSpec, SecurityGroupState> {

    /** The kind's name. */
    public static final String KIND = "security-group";

    private static final String INGRESS = "ingress";

    private static final OneOfAKind<SecurityGroup> ONE = new OneOfAKind<>(
            SecurityGroupType::describe, SecurityGroup::groupId, SecurityGroup::tags, SecurityGroupType::remove);

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<SecurityGroupSpec> specType() {
        return SecurityGroupSpec.class;
    }

    @Override
    public Class<SecurityGroupState> stateType() {
        return SecurityGroupState.class;
    }

    @Override
    public Set<String> needs() {
        return Set.of("vpc");
    }

    @Override
    public List<Input> inputs(SecurityGroupSpec spec) {
        List<Input> inputs = new ArrayList<>();
        inputs.add(spec.vpc());
        spec.ingress().stream().map(IngressRule::source).forEach(inputs::add);
        return inputs;
    }

    @Override
    public void observe(Observing<SecurityGroupSpec, SecurityGroupState> observing) {
        Finds<SecurityGroupState> finds = new Finds<>(KIND, observing);
        for (SecurityGroup group : Presence.of(observing, KIND, owned -> describe(observing.aws(), owned))) {
            // Names are unique in a VPC, so there are no two of one id between which use would have to decide.
            finds.add(group.tags(), group.groupId(), true, new Observation.Present<>(state(group)));
        }
        finds.report();
    }

    /** A source that is still to be created cannot be in the rules yet, so it shows as a change too. */
    @Override
    public Fields<SecurityGroupSpec, SecurityGroupState> fields(Inputs inputs) {
        Fields.Builder<SecurityGroupSpec, SecurityGroupState> fields =
                Fields.<SecurityGroupSpec, SecurityGroupState>builder()
                        .replace("vpc", spec -> inputs.find(spec.vpc()), SecurityGroupState::vpc)
                        .replace("name", spec -> Optional.of(spec.name()), SecurityGroupState::name)
                        .replace(
                                "description", spec -> Optional.of(spec.description()), SecurityGroupState::description)
                        .inPlace(
                                INGRESS,
                                "ingress",
                                spec -> Optional.of(
                                        rules(spec, input -> inputs.find(input).orElse(input.toString()))),
                                SecurityGroupState::ingress);
        return Ec2Tags.compared(fields, SecurityGroupSpec::tags, SecurityGroupState::tags)
                .build();
    }

    @Override
    public Map<String, String> outputs(SecurityGroupState state) {
        return Map.of("id", state.id());
    }

    @Override
    public Progress<SecurityGroupState> create(Acting acting, SecurityGroupSpec spec) {
        return ONE.create(
                acting, () -> make(acting, spec), group -> again -> Progress.done(allow(again, spec, state(group))));
    }

    @Override
    public Progress<SecurityGroupState> resume(Acting acting, SecurityGroupState state) {
        return Progress.done(state);
    }

    @Override
    public Progress<SecurityGroupState> update(
            Acting acting, SecurityGroupSpec spec, SecurityGroupState state, String call, List<FieldChange> changes) {
        return Progress.done(
                call.equals(INGRESS)
                        ? allow(acting, spec, state)
                        : state.withTags(Ec2Tags.put(acting, state.id(), spec.tags(), state.tags())));
    }

    /** Takes the rules of other groups that name it away first: two groups that name each other could not be deleted else. */
    @Override
    public Progress<SecurityGroupState> delete(Acting acting, SecurityGroupState state) {
        GroupReferences.revoke(acting.aws(), state.vpc(), state.id());
        remove(acting.aws(), state.id());
        return Progress.gone();
    }

    private static void remove(AwsApi aws, String id) {
        DeleteSecurityGroupRequest request =
                DeleteSecurityGroupRequest.builder().groupId(id).build();
        Creation.unlessGone(
                () -> aws.ec2(Ec2Client::deleteSecurityGroup, request),
                () -> describe(aws, Owned.id("group-id", id)).isEmpty());
    }

    @Override
    public List<Permission> permissions(
            PermissionScope scope, Need need, ResourceId id, Optional<SecurityGroupSpec> spec) {
        Ec2Permissions ec2 = new Ec2Permissions(scope);
        return switch (need) {
            case OBSERVE -> ec2.finding("DescribeSecurityGroups");
            case CREATE ->
                ec2.making(
                        "CreateSecurityGroup",
                        KIND,
                        ec2.onOurs("CreateSecurityGroup", "vpc"),
                        ec2.onOurs("AuthorizeSecurityGroupIngress", KIND),
                        ec2.onOurs("RevokeSecurityGroupIngress", KIND),
                        ec2.onOurs("DeleteSecurityGroup", KIND));
            case UPDATE -> List.of();
            case DELETE ->
                List.of(
                        ec2.onAny("RevokeSecurityGroupIngress", KIND),
                        ec2.onAny("RevokeSecurityGroupEgress", KIND),
                        ec2.onOurs("DeleteSecurityGroup", KIND));
        };
    }

    @Override
    public List<Permission> permissionsToChange(
            PermissionScope scope, ResourceId id, SecurityGroupSpec spec, String call, List<FieldChange> changes) {
        Ec2Permissions ec2 = new Ec2Permissions(scope);
        return call.equals(INGRESS)
                ? List.of(
                        ec2.onOurs("AuthorizeSecurityGroupIngress", KIND),
                        ec2.onOurs("RevokeSecurityGroupIngress", KIND))
                : ec2.tagging(KIND);
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return DeletionTiming.of(action);
    }

    private static String make(Acting acting, SecurityGroupSpec spec) {
        CreateSecurityGroupRequest request = CreateSecurityGroupRequest.builder()
                .vpcId(acting.value(spec.vpc()))
                .groupName(spec.name())
                .description(spec.description())
                .tagSpecifications(Ec2Tags.specification("security-group", acting, spec.tags()))
                .build();
        return acting.aws().ec2(Ec2Client::createSecurityGroup, request).groupId();
    }

    private static SecurityGroupState allow(Acting acting, SecurityGroupSpec spec, SecurityGroupState state) {
        Set<Rule> wanted = rules(spec, acting::value);
        Set<Rule> missing = new HashSet<>(wanted);
        missing.removeAll(state.ingress());
        Set<Rule> unwanted = new HashSet<>(state.ingress());
        unwanted.removeAll(wanted);
        Permissions.authorize(acting.aws(), state.id(), missing);
        Permissions.revoke(acting.aws(), state.id(), unwanted);
        return state.withIngress(wanted);
    }

    private static Set<Rule> rules(SecurityGroupSpec spec, Function<Input, String> value) {
        return spec.ingress().stream()
                .map(rule -> new Rule(rule.protocol(), rule.fromPort(), rule.toPort(), value.apply(rule.source())))
                .collect(Collectors.toSet());
    }

    private static List<SecurityGroupState> states(AwsApi aws, List<Filter> filters) {
        return describe(aws, filters).stream().map(SecurityGroupType::state).toList();
    }

    private static List<SecurityGroup> describe(AwsApi aws, List<Filter> filters) {
        return Pages.all(
                token -> aws.ec2(
                        Ec2Client::describeSecurityGroups,
                        DescribeSecurityGroupsRequest.builder()
                                .filters(filters)
                                .nextToken(token)
                                .build()),
                DescribeSecurityGroupsResponse::nextToken,
                DescribeSecurityGroupsResponse::securityGroups);
    }

    private static SecurityGroupState state(SecurityGroup group) {
        return new SecurityGroupState(
                group.groupId(),
                group.vpcId(),
                group.groupName(),
                group.description(),
                group.ipPermissions().stream().flatMap(Permissions::rules).collect(Collectors.toSet()),
                Ec2Tags.users(group.tags()));
    }
}
