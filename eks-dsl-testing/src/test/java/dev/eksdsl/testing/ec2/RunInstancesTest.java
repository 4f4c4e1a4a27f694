package dev.eksdsl.testing.ec2;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.TypedCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateFleetResponse;
import software.amazon.awssdk.services.ec2.model.DefaultTargetCapacityType;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateConfigRequest;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

class RunInstancesTest {

    private static final String VERSION = "1.34";

    private static final NodeImages.Releases RELEASES = new NodeImages.Releases() {
        @Override
        public List<String> versions(Instant moment) {
            return List.of(VERSION);
        }

        @Override
        public String release(String version, Instant moment) {
            return version + ".1-20261101";
        }
    };

    private final TypedCalls calls = new TypedCalls();
    private final FakeEc2 fake = calls.with(new FakeEc2(calls.world(), new NodeImages(RELEASES)));
    private final Ec2Client ec2 = calls.client(Ec2Client.builder());
    private final String image = NodeImages.id("us-east-1", "AL2023_x86_64_STANDARD", VERSION, VERSION + ".1-20261101");
    private final String vpc =
            ec2.createVpc(create -> create.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    private final String subnet = ec2.createSubnet(
                    create -> create.vpcId(vpc).cidrBlock("10.0.0.0/24").availabilityZone("us-east-1a"))
            .subnet()
            .subnetId();

    private RunInstancesRequest.Builder request() {
        return RunInstancesRequest.builder()
                .imageId(image)
                .instanceType("m6i.large")
                .subnetId(subnet)
                .minCount(1)
                .maxCount(1);
    }

    private Instance described(String id) {
        return ec2.describeInstances(describe -> describe.instanceIds(id))
                .reservations()
                .get(0)
                .instances()
                .get(0);
    }

    @Test
    void instance_goesThroughItsStates() {
        String id = ec2.runInstances(request().build()).instances().get(0).instanceId();
        assertThat(described(id).state().nameAsString()).isEqualTo("pending");
        calls.pass(Duration.ofMinutes(1));
        assertThat(described(id).state().nameAsString()).isEqualTo("running");
        assertThat(ec2.describeInstanceStatus().instanceStatuses()).hasSize(1);

        ec2.stopInstances(stop -> stop.instanceIds(id));
        assertThat(described(id).state().nameAsString()).isEqualTo("stopping");
        calls.pass(Duration.ofMinutes(1));
        assertThat(described(id).state().nameAsString()).isEqualTo("stopped");
        ec2.startInstances(start -> start.instanceIds(id));
        calls.pass(Duration.ofMinutes(1));

        ec2.terminateInstances(terminate -> terminate.instanceIds(id));
        assertThat(described(id).state().nameAsString()).isEqualTo("shutting-down");
        calls.pass(Duration.ofMinutes(1));
        Instance gone = described(id);
        assertThat(gone.state().nameAsString()).isEqualTo("terminated");
        assertThat(gone.stateReason().code()).isEqualTo("Client.UserInitiatedShutdown");
        assertThat(gone.subnetId()).isNull();
        assertThat(ec2.describeVolumes().volumes()).isEmpty();
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
    }

    @Test
    void listener_hearsOfAnInstanceThatGoes() {
        List<String> heard = new ArrayList<>();
        fake.onInstanceGone((owner, id, reason) -> heard.add(owner.region() + " " + id + " " + reason));
        String id = ec2.runInstances(request().build()).instances().get(0).instanceId();
        ec2.terminateInstances(terminate -> terminate.instanceIds(id));

        assertThat(heard).containsExactly("us-east-1 " + id + " Client.UserInitiatedShutdown");
    }

    @Test
    void interruptedSpotInstance_isTerminatedByAws() {
        String id = ec2.runInstances(request()
                        .instanceMarketOptions(options -> options.marketType(MarketType.SPOT))
                        .build())
                .instances()
                .get(0)
                .instanceId();
        assertThat(ec2.describeSpotInstanceRequests().spotInstanceRequests())
                .singleElement()
                .satisfies(request -> assertThat(request.stateAsString()).isEqualTo("active"));

        fake.interruptSpotInstance(TypedCalls.CALLER, id);

        assertThat(described(id).stateReason().code()).isEqualTo("Server.SpotInstanceTermination");
        assertThat(ec2.describeSpotInstanceRequests()
                        .spotInstanceRequests()
                        .get(0)
                        .stateAsString())
                .isEqualTo("closed");
    }

    @Test
    void unknownImageTypeOrKey_isRefused() {
        assertRefused(
                () -> ec2.runInstances(
                        request().imageId("ami-0123456789abcdef0").build()),
                "InvalidAMIID.NotFound");
        assertRefused(() -> ec2.runInstances(request().instanceType("m6i.tiny").build()), "InvalidParameterValue");
        assertRefused(() -> ec2.runInstances(request().keyName("none").build()), "InvalidKeyPair.NotFound");
        assertRefused(() -> ec2.runInstances(request().instanceType("m6g.large").build()), "InvalidParameterValue")
                .hasMessageContaining("does not match the architecture");
    }

    @Test
    void sameToken_launchesOnce() {
        RunInstancesRequest once = request().clientToken("once").build();
        assertThat(ec2.runInstances(once).reservationId())
                .isEqualTo(ec2.runInstances(once).reservationId());
        assertThat(ec2.describeInstances().reservations()).hasSize(1);
        assertRefused(
                () -> ec2.runInstances(
                        once.toBuilder().instanceType("m6i.xlarge").build()),
                "IdempotentParameterMismatch");
    }

    @Test
    void shortage_isToldWithTheZonesThatHaveSome() {
        fake.capacity().none("m6i.*", "us-east-1a");
        assertRefused(() -> ec2.runInstances(request().build()), "InsufficientInstanceCapacity")
                .hasMessageStartingWith(
                        "We currently do not have sufficient m6i.large capacity in the Availability Zone"
                                + " you requested (us-east-1a).")
                .hasMessageContaining("choosing us-east-1b");
        fake.capacity().restore();
        ec2.runInstances(request().build());
    }

    @Test
    void shortageForATime_ends() {
        fake.capacity().noneFor(Duration.ofMinutes(10), "*", "*");
        assertRefused(() -> ec2.runInstances(request().build()), "InsufficientInstanceCapacity");
        calls.pass(Duration.ofMinutes(10));
        ec2.runInstances(request().build());
    }

    @Test
    void fleet_passesOverWhatIsOut() {
        String template = ec2.createLaunchTemplate(create -> create.launchTemplateName("nodes")
                        .launchTemplateData(data -> data.imageId(image).instanceType("m6i.large")))
                .launchTemplate()
                .launchTemplateId();
        fake.capacity().noSpot("m6i.large", "*");

        CreateFleetResponse fleet = ec2.createFleet(create -> create.type(FleetType.INSTANT)
                .targetCapacitySpecification(target ->
                        target.totalTargetCapacity(2).defaultTargetCapacityType(DefaultTargetCapacityType.SPOT))
                .launchTemplateConfigs(FleetLaunchTemplateConfigRequest.builder()
                        .launchTemplateSpecification(specification ->
                                specification.launchTemplateId(template).version("$Latest"))
                        .overrides(
                                override -> override.instanceType("m6i.large").subnetId(subnet),
                                override -> override.instanceType("m6i.xlarge").subnetId(subnet))
                        .build()));

        assertThat(fleet.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.errorCode()).isEqualTo("InsufficientInstanceCapacity"));
        assertThat(fleet.instances()).singleElement().satisfies(got -> {
            assertThat(got.instanceIds()).hasSize(2);
            assertThat(got.instanceTypeAsString()).isEqualTo("m6i.xlarge");
        });
        assertThat(described(fleet.instances().get(0).instanceIds().get(0)).instanceLifecycleAsString())
                .isEqualTo("spot");
    }

    @Test
    void vcpuQuota_countsOnceSet() {
        calls.world().quotas().set("ec2", "L-1216C47A", 3);
        ec2.runInstances(request().build());
        assertRefused(() -> ec2.runInstances(request().build()), "VcpuLimitExceeded");
    }

    @Test
    void images_areFoundByNameAndOwner() {
        assertThat(ec2.describeImages(describe -> describe.owners("amazon")
                                .filters(Net.filter("name", "amazon-eks-node-al2023-x86_64-standard-1.34-v*")))
                        .images())
                .singleElement()
                .satisfies(found -> assertThat(found.imageId()).isEqualTo(image));
        assertThat(ec2.describeImages(describe -> describe.owners("self")).images())
                .isEmpty();
    }

    @Test
    void attributes_areChangedWhileStopped() {
        String id = ec2.runInstances(request().build()).instances().get(0).instanceId();
        assertRefused(
                () -> ec2.modifyInstanceAttribute(
                        modify -> modify.instanceId(id).instanceType(type -> type.value("m6i.xlarge"))),
                "IncorrectInstanceState");
        ec2.modifyInstanceAttribute(modify -> modify.instanceId(id).disableApiTermination(on -> on.value(true)));
        assertRefused(() -> ec2.terminateInstances(terminate -> terminate.instanceIds(id)), "OperationNotPermitted");
        ec2.modifyInstanceMetadataOptions(
                modify -> modify.instanceId(id).httpTokens("required").httpPutResponseHopLimit(3));
        assertThat(described(id).metadataOptions().httpPutResponseHopLimit()).isEqualTo(3);
    }
}
