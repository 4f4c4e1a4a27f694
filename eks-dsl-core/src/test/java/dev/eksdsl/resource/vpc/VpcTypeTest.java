package dev.eksdsl.resource.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.aws.Refusals;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Found;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.ScriptedAws;
import dev.eksdsl.resource.TestActing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;

class VpcTypeTest {

    private static final ResourceId MAIN = new ResourceId("vpc", "main");
    private static final VpcSpec SPEC = new VpcSpec("10.0.0.0/16", Map.of("team", "platform"));

    private final VpcType type = new VpcType();
    private final ScriptedAws aws = new ScriptedAws()
            .on(
                    CreateVpcRequest.class,
                    q -> CreateVpcResponse.builder().vpc(vpc("vpc-new")).build())
            .on(
                    DescribeVpcsRequest.class,
                    q -> DescribeVpcsResponse.builder().vpcs(vpc("vpc-new")).build())
            .on(
                    ModifyVpcAttributeRequest.class,
                    q -> ModifyVpcAttributeResponse.builder().build())
            .on(
                    DescribeVpcAttributeRequest.class,
                    q -> DescribeVpcAttributeResponse.builder()
                            .enableDnsSupport(on -> on.value(true))
                            .enableDnsHostnames(on -> on.value(false))
                            .build());

    @Test
    void newVpc_taggedInTheCreateCallAndDnsSwitchedOn() {
        TestActing acting = new TestActing(aws, MAIN, false);
        Progress<VpcState> progress = next(type.create(acting, SPEC), acting);

        assertThat(progress).isEqualTo(Progress.done(state("vpc-new", true)));
        assertThat(aws.calls())
                .containsExactly("CreateVpc", "DescribeVpcs", "ModifyVpcAttribute", "ModifyVpcAttribute");
        assertThat(aws.requests(CreateVpcRequest.class)
                        .get(0)
                        .tagSpecifications()
                        .get(0)
                        .tags())
                .containsExactlyInAnyOrder(
                        tag("Name", "production/main"),
                        tag("eks-dsl/cluster", "production"),
                        tag("eks-dsl/created", "1970-01-01T00:00:00Z"),
                        tag("eks-dsl/id", "vpc/main"),
                        tag("team", "platform"));
    }

    @Test
    void createWithoutAnswer_takesWhatItMade() {
        aws.on(CreateVpcRequest.class, q -> {
            throw Refusals.of(500, "CreateVpc", "InternalError", "An internal error has occurred");
        });
        Vpc first = vpc("vpc-first");
        List<Tag> tags = new ArrayList<>(first.tags());
        tags.add(tag("eks-dsl/created", "1970-01-01T00:00:00Z"));
        aws.on(
                DescribeVpcsRequest.class,
                q -> DescribeVpcsResponse.builder()
                        .vpcs(first.toBuilder().tags(tags).build())
                        .build());
        TestActing acting = new TestActing(aws, MAIN, false);

        Progress<VpcState> progress = type.create(acting, SPEC);

        assertThat(progress).isInstanceOf(Progress.Waiting.class);
        assertThat(((Progress.Waiting<VpcState>) progress).next().look(acting.later(Duration.ofSeconds(1))))
                .isEqualTo(Progress.done(state("vpc-first", true)));
        assertThat(aws.requests(CreateVpcRequest.class)).hasSize(1);
    }

    @Test
    void vpcNotSeenEverywhereYet_onlyTheRestIsTriedAgain() {
        Deque<RuntimeException> refusals =
                new ArrayDeque<>(List.of(Refusals.of("ModifyVpcAttribute", "InvalidVpcID.NotFound", "no such VPC")));
        aws.on(ModifyVpcAttributeRequest.class, q -> {
            if (!refusals.isEmpty()) {
                throw refusals.pop();
            }
            return ModifyVpcAttributeResponse.builder().build();
        });
        TestActing acting = new TestActing(aws, MAIN, false);

        Progress<VpcState> first = next(type.create(acting, SPEC), acting);

        assertThat(first).isInstanceOf(Progress.Waiting.class);
        assertThat(next(first, acting)).isEqualTo(Progress.done(state("vpc-new", true)));
        assertThat(aws.requests(CreateVpcRequest.class)).hasSize(1);
    }

    private static Progress<VpcState> next(Progress<VpcState> progress, TestActing acting) {
        return ((Progress.Waiting<VpcState>) progress).next().look(acting);
    }

    @Test
    void creationThatEndedBeforeDns_showsAsChangeInPlace() {
        List<FieldChange> changes = type.fields(input -> Optional.empty()).compare(SPEC, state("vpc-1", false));

        assertThat(changes).hasToString("[dnsHostnames false → true]");
        assertThat(changes).noneMatch(FieldChange::forcesReplacement);
    }

    @Test
    void tagOfSomebodyElse_leftAlone() {
        VpcState state = new VpcState("vpc-1", "10.0.0.0/16", true, true, Map.of("team", "web", "cost", "7"));

        List<FieldChange> changes = type.fields(input -> Optional.empty()).compare(SPEC, state);

        assertThat(changes).hasToString("[tags[team] \"web\" → \"platform\"]");
        aws.on(CreateTagsRequest.class, q -> CreateTagsResponse.builder().build());
        assertThat(type.update(
                        new TestActing(aws, MAIN, false),
                        SPEC,
                        state,
                        changes.get(0).call(),
                        changes))
                .isEqualTo(Progress.done(state.withTags(Map.of("team", "platform", "cost", "7"))));
    }

    @Test
    void twoOfOneId_theOneInUseKeptAndTheOtherNamedForDeletion() {
        aws.on(
                DescribeVpcsRequest.class,
                q -> q.nextToken() == null
                        ? DescribeVpcsResponse.builder()
                                .vpcs(vpc("vpc-1"))
                                .nextToken("more")
                                .build()
                        : DescribeVpcsResponse.builder().vpcs(vpc("vpc-2")).build());
        aws.on(
                DescribeSubnetsRequest.class,
                q -> DescribeSubnetsResponse.builder()
                        .subnets(Subnet.builder().vpcId("vpc-2").build())
                        .build());

        assertThat(Found.by(type, aws, Map.of(MAIN, SPEC)))
                .containsExactly(
                        Map.entry(MAIN, new Observation.Present<>(state("vpc-2", false))),
                        Map.entry(
                                new ResourceId("vpc", "main~vpc-1"), new Observation.Present<>(state("vpc-1", false))));
    }

    private static VpcState state(String id, boolean dnsHostnames) {
        return new VpcState(id, "10.0.0.0/16", true, dnsHostnames, SPEC.tags());
    }

    private static Vpc vpc(String id) {
        return Vpc.builder()
                .vpcId(id)
                .cidrBlock("10.0.0.0/16")
                .tags(
                        tag("Name", "production/main"),
                        tag("eks-dsl/cluster", "production"),
                        tag("eks-dsl/id", "vpc/main"),
                        tag("team", "platform"))
                .build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
