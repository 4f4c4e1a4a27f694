package dev.eksdsl.testing.ec2;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.Durations;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Vpc;

class DescribeTest {

    private final Net net = new Net();
    private final Ec2Client ec2 = net.ec2;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "tag:Name; prod; 1",
                "tag:Name; prod*; 2",
                "tag:Name; prod-?; 1",
                "tag:Name; PROD; 0",
                "tag:Name; prod\\*; 0",
                "tag-key; Name; 2",
                "tag-key; Nam?; 2",
                "state; available; 3",
                "cidr; 10.0.0.0/16; 3",
                "is-default; true; 0"
            })
    void filter_choosesWhatMatches(String name, String value, int count) {
        tagged("prod");
        tagged("prod-1");
        net.vpc();

        assertThat(ec2.describeVpcs(vpcs -> vpcs.filters(Net.filter(name, value)))
                        .vpcs())
                .hasSize(count);
    }

    @Test
    void valuesAreAlternatives_filtersAreNot() {
        tagged("a");
        tagged("b");
        Filter either = Net.filter("tag:Name", "a", "b");

        assertThat(ec2.describeVpcs(vpcs -> vpcs.filters(either)).vpcs()).hasSize(2);
        assertThat(ec2.describeVpcs(vpcs -> vpcs.filters(either, Net.filter("tag:Name", "b")))
                        .vpcs())
                .hasSize(1);
    }

    @Test
    void unknownFilter_isRefused() {
        assertRefused(
                        () -> ec2.describeVpcs(vpcs -> vpcs.filters(Net.filter("colour", "red"))),
                        "InvalidParameterValue")
                .hasMessage("The filter 'colour' is invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "vpc-xyz, InvalidVpcID.Malformed",
        "subnet-0123456789abcdef0, InvalidVpcID.Malformed",
        "vpc-0123456789abcdef0, InvalidVpcID.NotFound"
    })
    void idOfNothing_isRefused(String id, String code) {
        assertRefused(() -> ec2.describeVpcs(vpcs -> vpcs.vpcIds(id)), code).hasMessageContaining(id);
    }

    @Test
    void pages_giveEverythingOnceEvenWhenSomethingGoesMeanwhile() {
        net.calls.world().quotas().set("vpc", "L-F678F1CE", 20);
        for (int i = 0; i < 12; i++) {
            net.vpc();
        }
        List<Vpc> all = ec2.describeVpcs().vpcs();
        DescribeVpcsResponse first = ec2.describeVpcs(vpcs -> vpcs.maxResults(5));
        assertThat(first.vpcs()).isEqualTo(all.subList(0, 5));

        ec2.deleteVpc(delete -> delete.vpcId(all.get(4).vpcId()));
        DescribeVpcsResponse second =
                ec2.describeVpcs(vpcs -> vpcs.maxResults(5).nextToken(first.nextToken()));
        assertThat(second.vpcs()).isEqualTo(all.subList(5, 10));
        DescribeVpcsResponse third = ec2.describeVpcs(vpcs -> vpcs.maxResults(5).nextToken(second.nextToken()));
        assertThat(third.vpcs()).isEqualTo(all.subList(10, 12));
        assertThat(third.nextToken()).isNull();
    }

    @Test
    void pageSizeOrTokenThatIsWrong_isRefused() {
        assertRefused(() -> ec2.describeVpcs(vpcs -> vpcs.maxResults(4)), "InvalidParameterValue");
        assertRefused(() -> ec2.describeVpcs(vpcs -> vpcs.nextToken("mine")), "InvalidNextToken");
    }

    @Test
    void lag_hidesWhatIsNewFromEveryOperation() {
        net.calls.world().durations().set(Durations.Of.EC2_READ_AFTER_WRITE, Duration.ofSeconds(3));
        String vpc = net.vpc();

        assertThat(ec2.describeVpcs().vpcs()).isEmpty();
        assertRefused(() -> ec2.describeVpcs(vpcs -> vpcs.vpcIds(vpc)), "InvalidVpcID.NotFound");
        assertRefused(() -> net.subnet(vpc, "10.0.0.0/24"), "InvalidVpcID.NotFound");
        assertRefused(() -> tag(vpc, "Name", "late"), "InvalidVpcID.NotFound");

        net.pass(Duration.ofSeconds(3));
        assertThat(ec2.describeVpcs().vpcs()).hasSize(1);
        net.subnet(vpc, "10.0.0.0/24");
    }

    @Test
    void tags_areAddedChangedAndTakenAway() {
        String vpc = tagged("old");
        tag(vpc, "Name", "new");
        tag(vpc, "team", "blue");
        assertThat(ec2.describeTags(tags -> tags.filters(Net.filter("resource-id", vpc)))
                        .tags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("Name=new", "team=blue");

        ec2.deleteTags(tags -> tags.resources(vpc)
                .tags(
                        Tag.builder().key("Name").value("other").build(),
                        Tag.builder().key("team").build()));
        assertThat(ec2.describeVpcs().vpcs().get(0).tags()).extracting(Tag::key).containsExactly("Name");
    }

    @Test
    void tagsThatBreakARule_areRefused() {
        String vpc = net.vpc();
        assertRefused(() -> tag(vpc, "aws:mine", "x"), "InvalidParameterValue");
        assertRefused(() -> tag(vpc, "k".repeat(129), "x"), "InvalidParameterValue");
        assertRefused(() -> tag("thing-1", "a", "b"), "InvalidID");
        for (int i = 0; i < 50; i++) {
            tag(vpc, "key" + i, "x");
        }
        assertRefused(() -> tag(vpc, "one-more", "x"), "TagLimitExceeded");
    }

    @Test
    void tagSpecificationOfAnotherKind_isRefused() {
        TagSpecification wrong =
                TagSpecification.builder().resourceType("subnet").build();
        assertRefused(
                        () -> ec2.createVpc(vpc -> vpc.cidrBlock("10.0.0.0/16").tagSpecifications(wrong)),
                        "InvalidParameterValue")
                .hasMessage("'subnet' is not a valid taggable resource type for this operation.");
    }

    private void tag(String id, String key, String value) {
        ec2.createTags(tags ->
                tags.resources(id).tags(Tag.builder().key(key).value(value).build()));
    }

    private String tagged(String name) {
        return ec2.createVpc(vpc -> vpc.cidrBlock("10.0.0.0/16")
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType("vpc")
                                .tags(Tag.builder().key("Name").value(name).build())
                                .build()))
                .vpc()
                .vpcId();
    }
}
