package dev.eksdsl.resource.vpc;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.diff.Fields;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Claim;
import dev.eksdsl.resource.Inputs;
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Ownership;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

/** The kind {@value #KIND}. Output: {@code id}. */
public final class VpcType implements ResourceType<VpcSpec, VpcState> {

    /** The kind's name. */
    public static final String KIND = "vpc";

    private static final String DNS = "dns";

    private static final OneOfAKind<Vpc> ONE =
            new OneOfAKind<>(VpcType::describe, Vpc::vpcId, Vpc::tags, VpcType::remove);

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<VpcSpec> specType() {
        return VpcSpec.class;
    }

    @Override
    public Class<VpcState> stateType() {
        return VpcState.class;
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public void observe(Observing<VpcSpec, VpcState> observing) {
        AwsApi aws = observing.aws();
        List<Vpc> vpcs = describe(aws, Owned.inCluster(observing.owner()));
        Set<String> used = vpcs.size() > 1 ? withSubnets(observing) : Set.of();
        Finds<VpcState> finds = new Finds<>(KIND, observing);
        for (Vpc vpc : vpcs) {
            VpcState state = new VpcState(
                    vpc.vpcId(),
                    vpc.cidrBlock(),
                    attribute(aws, vpc.vpcId(), VpcAttributeName.ENABLE_DNS_SUPPORT),
                    attribute(aws, vpc.vpcId(), VpcAttributeName.ENABLE_DNS_HOSTNAMES),
                    Ec2Tags.users(vpc.tags()));
            finds.add(vpc.tags(), vpc.vpcId(), used.contains(vpc.vpcId()), new Observation.Present<>(state));
        }
        finds.report();
    }

    @Override
    public Fields<VpcSpec, VpcState> fields(Inputs inputs) {
        Fields.Builder<VpcSpec, VpcState> fields = Fields.<VpcSpec, VpcState>builder()
                .replace("cidr", spec -> Optional.of(spec.cidr()), VpcState::cidr)
                .inPlace(DNS, "dnsSupport", spec -> Optional.of(true), VpcState::dnsSupport)
                .inPlace(DNS, "dnsHostnames", spec -> Optional.of(true), VpcState::dnsHostnames);
        return Ec2Tags.compared(fields, VpcSpec::tags, VpcState::tags).build();
    }

    @Override
    public Map<String, String> outputs(VpcState state) {
        return Map.of("id", state.id());
    }

    @Override
    public Progress<VpcState> create(Acting acting, VpcSpec spec) {
        return ONE.create(acting, () -> make(acting, spec), vpc -> {
            acting.verifyClaim(Ec2Tags.read(vpc.tags()));
            VpcState state = new VpcState(vpc.vpcId(), spec.cidr(), false, false, spec.tags());
            return again -> switchOnDns(again, state);
        });
    }

    @Override
    public Progress<VpcState> resume(Acting acting, VpcState state) {
        return Progress.done(state);
    }

    @Override
    public Progress<VpcState> update(
            Acting acting, VpcSpec spec, VpcState state, String call, List<FieldChange> changes) {
        return call.equals(DNS)
                ? switchOnDns(acting, state)
                : Progress.done(state.withTags(Ec2Tags.put(acting, state.id(), spec.tags(), state.tags())));
    }

    @Override
    public Progress<VpcState> delete(Acting acting, VpcState state) {
        remove(acting.aws(), state.id());
        return Progress.gone();
    }

    private static void remove(AwsApi aws, String id) {
        DeleteVpcRequest request = DeleteVpcRequest.builder().vpcId(id).build();
        Creation.unlessGone(
                () -> aws.ec2(Ec2Client::deleteVpc, request),
                () -> describe(aws, Owned.id("vpc-id", id)).isEmpty());
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<VpcSpec> spec) {
        Ec2Permissions ec2 = new Ec2Permissions(scope);
        return switch (need) {
            case OBSERVE -> List.of(ec2.read("DescribeVpcs"), ec2.readOf("DescribeVpcAttribute", KIND));
            case CREATE ->
                ec2.making("CreateVpc", KIND, ec2.onOurs("ModifyVpcAttribute", KIND), ec2.onOurs("DeleteVpc", KIND));
            case UPDATE -> List.of();
            case DELETE -> List.of(ec2.onOurs("DeleteVpc", KIND));
        };
    }

    @Override
    public List<Permission> permissionsToChange(
            PermissionScope scope, ResourceId id, VpcSpec spec, String call, List<FieldChange> changes) {
        Ec2Permissions ec2 = new Ec2Permissions(scope);
        return call.equals(DNS) ? List.of(ec2.onOurs("ModifyVpcAttribute", KIND)) : ec2.tagging(KIND);
    }

    @Override
    public List<Permission> permissionsToClaim(PermissionScope scope, ResourceId id) {
        return new Ec2Permissions(scope).tagging(KIND);
    }

    @Override
    public boolean keepsClaims() {
        return true;
    }

    /** The oldest first, which is the one that stays. */
    @Override
    public List<Claim> claims(Reading reading) {
        return describe(reading.aws(), Owned.inCluster(reading.owner())).stream()
                .sorted(Comparator.comparing((Vpc vpc) -> Ec2Tags.created(vpc.tags()))
                        .thenComparing(Vpc::vpcId))
                .map(vpc ->
                        new Claim(vpc.vpcId(), Ec2Tags.read(vpc.tags()).getOrDefault(Ownership.DECLARATION_TAG, "")))
                .toList();
    }

    @Override
    public void claim(AwsApi aws, Claim claim) {
        Ec2Tags.set(aws, claim.awsId(), Map.of(Ownership.DECLARATION_TAG, claim.declaration()));
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return DeletionTiming.of(action);
    }

    private static String make(Acting acting, VpcSpec spec) {
        CreateVpcRequest request = CreateVpcRequest.builder()
                .cidrBlock(spec.cidr())
                .tagSpecifications(Ec2Tags.specification("vpc", acting, acting.claiming(spec.tags())))
                .build();
        return acting.aws().ec2(Ec2Client::createVpc, request).vpc().vpcId();
    }

    /** Two calls, for EC2 takes one attribute per call; support first, for host names demand it. */
    private static Progress<VpcState> switchOnDns(Acting acting, VpcState state) {
        AttributeBooleanValue on = AttributeBooleanValue.builder().value(true).build();
        ModifyVpcAttributeRequest.Builder vpc =
                ModifyVpcAttributeRequest.builder().vpcId(state.id());
        acting.aws()
                .ec2(
                        Ec2Client::modifyVpcAttribute,
                        vpc.copy().enableDnsSupport(on).build());
        acting.aws()
                .ec2(
                        Ec2Client::modifyVpcAttribute,
                        vpc.copy().enableDnsHostnames(on).build());
        return Progress.done(state.withDns());
    }

    private static List<Vpc> describe(AwsApi aws, List<Filter> filters) {
        return Pages.all(
                token -> aws.ec2(
                        Ec2Client::describeVpcs,
                        DescribeVpcsRequest.builder()
                                .filters(filters)
                                .nextToken(token)
                                .build()),
                DescribeVpcsResponse::nextToken,
                DescribeVpcsResponse::vpcs);
    }

    private static boolean attribute(AwsApi aws, String vpcId, VpcAttributeName name) {
        var read = aws.ec2(
                Ec2Client::describeVpcAttribute,
                DescribeVpcAttributeRequest.builder()
                        .vpcId(vpcId)
                        .attribute(name)
                        .build());
        AttributeBooleanValue value =
                name == VpcAttributeName.ENABLE_DNS_SUPPORT ? read.enableDnsSupport() : read.enableDnsHostnames();
        return value.value();
    }

    /** The same read as the subnets' own, so it costs nothing. */
    private static Set<String> withSubnets(Observing<VpcSpec, VpcState> observing) {
        return Pages.all(
                        token -> observing
                                .aws()
                                .ec2(
                                        Ec2Client::describeSubnets,
                                        DescribeSubnetsRequest.builder()
                                                .filters(Owned.inCluster(observing.owner()))
                                                .nextToken(token)
                                                .build()),
                        DescribeSubnetsResponse::nextToken,
                        DescribeSubnetsResponse::subnets)
                .stream()
                .map(Subnet::vpcId)
                .collect(Collectors.toSet());
    }
}
