package dev.eksdsl.testing.ec2;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eksdsl.testing.server.TypedCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

class InstancesAndTypesTest {

    private final Net net = new Net();
    private final Ec2Client ec2 = net.ec2;

    @Test
    void launchedInstance_runsInItsSubnet() {
        String vpc = net.vpc();
        String subnet = net.subnet(vpc, "10.0.0.0/24");
        CloudNetwork.InstanceView launched = net.launch(subnet, Map.of("eks:nodegroup-name", "api"));
        net.pass(Duration.ofSeconds(5));

        assertThat(launched.privateDnsName())
                .isEqualTo("ip-" + launched.privateIp().replace('.', '-') + ".ec2.internal");
        Instance instance = ec2.describeInstances(
                        instances -> instances.filters(Net.filter("tag:eks:nodegroup-name", "api")))
                .reservations()
                .get(0)
                .instances()
                .get(0);
        assertThat(instance.instanceId()).isEqualTo(launched.id());
        assertThat(instance.state().name()).isEqualTo(InstanceStateName.RUNNING);
        assertThat(instance.securityGroups()).hasSize(1);
        assertRefused(() -> ec2.deleteSubnet(delete -> delete.subnetId(subnet)), "DependencyViolation");
    }

    @Test
    void terminatedInstance_freesItsSubnetAndIsForgottenLater() {
        String subnet = net.subnet(net.vpc(), "10.0.0.0/24");
        String id = net.launch(subnet, Map.of()).id();
        net.fake.terminateInstance(TypedCalls.CALLER, id);
        assertRefused(() -> ec2.deleteSubnet(delete -> delete.subnetId(subnet)), "DependencyViolation");
        net.pass(Duration.ofSeconds(30));
        ec2.deleteSubnet(delete -> delete.subnetId(subnet));

        assertThat(ec2.describeInstances(
                                instances -> instances.filters(Net.filter("instance-state-name", "terminated")))
                        .reservations())
                .hasSize(1);
        net.pass(Duration.ofHours(1));
        assertRefused(
                () -> ec2.describeInstances(instances -> instances.instanceIds(id)), "InvalidInstanceID.NotFound");
    }

    @ParameterizedTest
    @CsvSource({
        "m6i.large, 2, 8192, x86_64, 29",
        "t3.medium, 2, 4096, x86_64, 17",
        "a1.large, 2, 4096, arm64, 29",
        "p5.48xlarge, 192, 2097152, x86_64, 100"
    })
    void instanceType_hasItsFigures(String name, int vcpus, int memory, String architecture, int maxPods) {
        assertThat(net.fake.instanceType(name))
                .contains(new CloudNetwork.InstanceTypeView(name, vcpus, memory, architecture, maxPods));
        InstanceTypeInfo info = ec2.describeInstanceTypes(types -> types.instanceTypesWithStrings(name))
                .instanceTypes()
                .get(0);
        int interfaces = info.networkInfo().networkCards().get(0).maximumNetworkInterfaces();
        assertThat(info.vCpuInfo().defaultVCpus()).isEqualTo(vcpus);
        assertThat(interfaces * (info.networkInfo().ipv4AddressesPerInterface() - 1) + 2)
                .isEqualTo(maxPods);
    }

    @Test
    void unknownInstanceType_isRefused() {
        assertThat(net.fake.instanceTypeExists("m6i.tiny")).isFalse();
        assertRefused(
                        () -> ec2.describeInstanceTypes(types -> types.instanceTypesWithStrings("m6i.tiny")),
                        "InvalidInstanceType")
                .hasMessage("The following supplied instance types do not exist: [m6i.tiny]");
    }

    @Test
    void offerings_areInEveryZone() {
        assertThat(ec2.describeInstanceTypeOfferings(offerings -> offerings
                                .locationType("availability-zone")
                                .filters(Net.filter("instance-type", "m6i.large")))
                        .instanceTypeOfferings())
                .hasSize(6);
    }

    @Test
    void everyTypeOfTheSource_isKnownWithItsMaxPods() throws IOException {
        Optional<Path> found = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve("shared/domain/eni-limits.csv"))
                .filter(Files::exists)
                .findFirst();
        assumeTrue(found.isPresent(), "the collected facts are not beside this project");
        int checked = 0;
        for (String line : Files.readAllLines(found.get()).stream().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            if (!cells[14].isEmpty() && !cells[8].isEmpty()) {
                assertThat(net.fake.instanceType(cells[0]).orElseThrow().maxPods())
                        .as(cells[0])
                        .isEqualTo(Integer.parseInt(cells[8]));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(1000);
    }

    @Test
    void zones_haveTheirIds() {
        assertThat(ec2.describeAvailabilityZones().availabilityZones())
                .extracting(AvailabilityZone::zoneName)
                .containsExactly("us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d", "us-east-1e", "us-east-1f");
        assertThat(ec2.describeAvailabilityZones(zones -> zones.zoneIds("use1-az3"))
                        .availabilityZones())
                .extracting(AvailabilityZone::zoneName)
                .containsExactly("us-east-1e");
    }

    @ParameterizedTest
    @CsvSource({
        "eu-central-1, euc1-az1",
        "ap-southeast-2, apse2-az1",
        "us-gov-west-1, usgw1-az1",
        "sa-east-1, sae1-az1",
        "cn-north-1, cnn1-az1"
    })
    void zoneIds_shortenTheRegion(String region, String firstId) {
        assertThat(Zones.of(region).get(0).id()).isEqualTo(firstId);
    }
}
