package dev.eksdsl.testing.ec2;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.TypedCalls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseSuccessItem;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;

class LaunchTemplatesTest {

    private final Net net = new Net();
    private final Ec2Client ec2 = net.ec2;

    private LaunchTemplate template(String name) {
        return ec2.createLaunchTemplate(create -> create.launchTemplateName(name)
                        .launchTemplateData(data -> data.instanceType("m6i.large")
                                .imageId("ami-0123456789abcdef0")
                                .metadataOptions(options ->
                                        options.httpTokens("required").httpPutResponseHopLimit(2))
                                .blockDeviceMappings(LaunchTemplateBlockDeviceMappingRequest.builder()
                                        .deviceName("/dev/xvda")
                                        .ebs(ebs -> ebs.volumeSize(50)
                                                .volumeType("gp3")
                                                .encrypted(true))
                                        .build())
                                .tagSpecifications(LaunchTemplateTagSpecificationRequest.builder()
                                        .resourceType("instance")
                                        .tags(tag("team", "a"))
                                        .build())))
                .launchTemplate();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void newTemplate_hasOneVersionWithItsData() {
        LaunchTemplate made = template("nodes");

        assertThat(made.launchTemplateId()).matches("lt-0[0-9a-f]{16}");
        assertThat(made.defaultVersionNumber()).isEqualTo(1);
        assertThat(made.latestVersionNumber()).isEqualTo(1);
        assertThat(made.createdBy()).isEqualTo(TypedCalls.CALLER.arn());
        LaunchTemplateVersion version = versions(made, "$Default").get(0);
        assertThat(version.defaultVersion()).isTrue();
        assertThat(version.launchTemplateData().instanceTypeAsString()).isEqualTo("m6i.large");
        assertThat(version.launchTemplateData().metadataOptions().httpTokensAsString())
                .isEqualTo("required");
        assertThat(version.launchTemplateData()
                        .blockDeviceMappings()
                        .get(0)
                        .ebs()
                        .volumeSize())
                .isEqualTo(50);
        assertThat(version.launchTemplateData().tagSpecifications().get(0).tags())
                .containsExactly(tag("team", "a"));
    }

    private List<LaunchTemplateVersion> versions(LaunchTemplate template, String... versions) {
        return ec2.describeLaunchTemplateVersions(describe ->
                        describe.launchTemplateId(template.launchTemplateId()).versions(versions))
                .launchTemplateVersions();
    }

    @Test
    void newVersion_takesFromItsSourceWhatItLeavesOut() {
        LaunchTemplate made = template("nodes");
        LaunchTemplateVersion second = ec2.createLaunchTemplateVersion(create -> create.launchTemplateName("nodes")
                        .sourceVersion("1")
                        .versionDescription("larger")
                        .launchTemplateData(data -> data.instanceType("m6i.xlarge")))
                .launchTemplateVersion();

        assertThat(second.versionNumber()).isEqualTo(2);
        assertThat(second.defaultVersion()).isFalse();
        assertThat(second.launchTemplateData().imageId()).isEqualTo("ami-0123456789abcdef0");
        assertThat(second.launchTemplateData().instanceTypeAsString()).isEqualTo("m6i.xlarge");
        assertThat(versions(made))
                .extracting(LaunchTemplateVersion::versionNumber)
                .containsExactly(2L, 1L);
        assertThat(versions(made, "$Latest").get(0).versionDescription()).isEqualTo("larger");

        ec2.modifyLaunchTemplate(
                modify -> modify.launchTemplateId(made.launchTemplateId()).defaultVersion("2"));
        assertThat(versions(made, "$Default").get(0).versionNumber()).isEqualTo(2);
    }

    @Test
    void versionWithoutSource_hasOnlyItsOwnData() {
        template("nodes");
        LaunchTemplateVersion second = ec2.createLaunchTemplateVersion(create ->
                        create.launchTemplateName("nodes").launchTemplateData(data -> data.instanceType("m6i.xlarge")))
                .launchTemplateVersion();

        assertThat(second.launchTemplateData().imageId()).isNull();
    }

    @Test
    void defaultVersion_isNotDeleted() {
        LaunchTemplate made = template("nodes");
        ec2.createLaunchTemplateVersion(create ->
                create.launchTemplateName("nodes").launchTemplateData(data -> data.instanceType("m6i.xlarge")));

        DeleteLaunchTemplateVersionsResponse deleted = ec2.deleteLaunchTemplateVersions(
                delete -> delete.launchTemplateId(made.launchTemplateId()).versions("1", "2", "9"));

        assertThat(deleted.successfullyDeletedLaunchTemplateVersions())
                .extracting(DeleteLaunchTemplateVersionsResponseSuccessItem::versionNumber)
                .containsExactly(2L);
        assertThat(deleted.unsuccessfullyDeletedLaunchTemplateVersions())
                .extracting(kept -> kept.responseError().codeAsString())
                .containsExactly("unexpectedError", "launchTemplateVersionDoesNotExist");
    }

    @Test
    void takenName_isRefused() {
        template("nodes");
        assertRefused(() -> template("nodes"), "InvalidLaunchTemplateName.AlreadyExistsException")
                .hasMessage("Launch template name already in use.");
    }

    @Test
    void unknownTemplate_isRefusedByIdAndByName() {
        assertRefused(
                () -> ec2.describeLaunchTemplates(describe -> describe.launchTemplateIds("lt-0123456789abcdef0")),
                "InvalidLaunchTemplateId.NotFound");
        assertRefused(
                () -> ec2.describeLaunchTemplates(describe -> describe.launchTemplateNames("none")),
                "InvalidLaunchTemplateName.NotFoundException");
        assertRefused(
                () -> ec2.describeLaunchTemplateVersions(describe -> describe.launchTemplateName("none")),
                "InvalidLaunchTemplateName.NotFoundException");
        LaunchTemplate made = template("nodes");
        assertRefused(() -> versions(made, "7"), "InvalidLaunchTemplateId.VersionNotFound");
    }

    @Test
    void sameToken_makesOneTemplate() {
        CreateLaunchTemplateRequest request = CreateLaunchTemplateRequest.builder()
                .clientToken("once")
                .launchTemplateName("nodes")
                .launchTemplateData(data -> data.instanceType("m6i.large"))
                .build();

        assertThat(ec2.createLaunchTemplate(request).launchTemplate())
                .isEqualTo(ec2.createLaunchTemplate(request).launchTemplate());
        assertRefused(
                () -> ec2.createLaunchTemplate(
                        request.toBuilder().launchTemplateName("others").build()),
                "IdempotentParameterMismatch");
    }

    @Test
    void userDataThatIsNoBase64_isRefused() {
        assertRefused(
                () -> ec2.createLaunchTemplate(create ->
                        create.launchTemplateName("nodes").launchTemplateData(data -> data.userData("#!/bin/bash é"))),
                "InvalidUserData.Malformed");
    }

    @Test
    void deletedTemplate_isGoneAndTellsWhatItWas() {
        LaunchTemplate made = template("nodes");

        assertThat(ec2.deleteLaunchTemplate(delete -> delete.launchTemplateName("nodes"))
                        .launchTemplate()
                        .launchTemplateId())
                .isEqualTo(made.launchTemplateId());
        assertThat(ec2.describeLaunchTemplates().launchTemplates()).isEmpty();
    }

    @Test
    void serviceTemplate_isReadAndDeleted() {
        CloudNetwork.LaunchTemplateView made = net.fake.createServiceLaunchTemplate(
                TypedCalls.CALLER,
                "eks-1",
                RequestLaunchTemplateData.builder().imageId("ami-1").build(),
                Map.of("eks:cluster-name", "c"));

        assertThat(net.fake.launchTemplate(TypedCalls.CALLER, "eks-1", "$Latest"))
                .contains(made);
        assertThat(net.fake.launchTemplate(TypedCalls.CALLER, made.id(), "2")).isEmpty();
        net.fake.deleteServiceLaunchTemplate(TypedCalls.CALLER, made.id());
        assertThat(net.fake.launchTemplate(TypedCalls.CALLER, made.id(), null)).isEmpty();
    }

    @Test
    void instanceOfATemplate_hasItsVolumesTagsAndOptions() {
        LaunchTemplate made = template("nodes");
        String subnet = net.subnet(net.vpc(), "10.0.0.0/24");
        CloudNetwork.LaunchTemplateView view =
                net.fake.launchTemplate(TypedCalls.CALLER, "nodes", null).orElseThrow();
        net.fake.launchInstance(
                TypedCalls.CALLER,
                new CloudNetwork.Launch(
                        subnet,
                        "m6i.large",
                        "ami-1",
                        List.of(),
                        Map.of("aws:autoscaling:groupName", "g"),
                        true,
                        "arn:aws:iam::111122223333:instance-profile/nodes",
                        view));

        Instance instance =
                ec2.describeInstances().reservations().get(0).instances().get(0);
        assertThat(instance.instanceLifecycleAsString()).isEqualTo("spot");
        assertThat(instance.iamInstanceProfile().arn()).endsWith("instance-profile/nodes");
        assertThat(instance.metadataOptions().httpPutResponseHopLimit()).isEqualTo(2);
        assertThat(instance.tags())
                .contains(
                        tag("team", "a"),
                        tag("aws:autoscaling:groupName", "g"),
                        tag("aws:ec2launchtemplate:id", made.launchTemplateId()),
                        tag("aws:ec2launchtemplate:version", "1"));
        Volume root = ec2.describeVolumes().volumes().get(0);
        assertThat(root.size()).isEqualTo(50);
        assertThat(root.encrypted()).isTrue();
        assertThat(root.attachments().get(0).deleteOnTermination()).isTrue();
        assertThat(root.attachments().get(0).instanceId()).isEqualTo(instance.instanceId());
    }
}
