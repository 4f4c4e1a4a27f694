package dev.eksdsl.resource.subnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.ScriptedAws;
import dev.eksdsl.resource.TestActing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

class SubnetTypeTest {

    private static final ResourceId ID = new ResourceId("subnet", "private-2");
    private static final Observation<SubnetState> ABSENT = new Observation.Absent<>();

    private final SubnetType type = new SubnetType();
    private final ScriptedAws aws = new ScriptedAws()
            .on(
                    DescribeAvailabilityZonesRequest.class,
                    q -> DescribeAvailabilityZonesResponse.builder()
                            .availabilityZones(
                                    zone("us-east-1c", "use1-az6"),
                                    zone("us-east-1a", "use1-az1"),
                                    zone("us-east-1b", "use1-az3"))
                            .build());
    private final Reading reading = new TestReading(aws);

    @Test
    void zoneLeftOpen_chosenAmongThoseThatEksTakes() {
        assertThat(type.settle(reading, spec(Optional.empty(), 0), ABSENT).zone())
                .contains("us-east-1a");
        assertThat(type.settle(reading, spec(Optional.empty(), 1), ABSENT).zone())
                .contains("us-east-1c");
    }

    @Test
    void zoneLeftOpenForSubnetThatExists_staysAndAsksNothing() {
        Observation<SubnetState> found = new Observation.Present<>(
                new SubnetState("subnet-1", "vpc-1", "10.0.0.0/19", "us-east-1f", false, Map.of()));

        assertThat(type.settle(reading, spec(Optional.empty(), 0), found).zone())
                .contains("us-east-1f");
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void moreSubnetsThanZones_refusedWithTheZonesThatThereAre() {
        SubnetSpec settled = type.settle(reading, spec(Optional.empty(), 2), ABSENT);

        List<Problem> problems = type.check(reading, ID, settled, ABSENT);

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("EKS-Z01");
            assertThat(problem.fix()).endsWith("us-east-1a, us-east-1c");
        });
    }

    @Test
    void zoneThatEksRefuses_refusedBeforeItIsTried() {
        List<Problem> problems = type.check(reading, ID, spec(Optional.of("us-east-1b"), 0), ABSENT);

        assertThat(problems).singleElement().extracting(Problem::code).isEqualTo("EKS-Z02");
        assertThat(type.check(reading, ID, spec(Optional.of("us-east-1c"), 0), ABSENT))
                .isEmpty();
    }

    @Test
    void subnetHeldByInterfacesThatNobodyUses_freedBeforeTheNextTry() {
        aws.on(
                        DescribeNetworkInterfacesRequest.class,
                        q -> DescribeNetworkInterfacesResponse.builder()
                                .networkInterfaces(NetworkInterface.builder()
                                        .networkInterfaceId("eni-left")
                                        .build())
                                .build())
                .on(
                        DeleteNetworkInterfaceRequest.class,
                        q -> DeleteNetworkInterfaceResponse.builder().build())
                .on(
                        DeleteSubnetRequest.class,
                        q -> DeleteSubnetResponse.builder().build());
        SubnetState state = new SubnetState("subnet-1", "vpc-1", "10.0.0.0/19", "us-east-1a", false, Map.of());

        type.delete(new TestActing(aws, ID, false), state);
        assertThat(aws.calls()).containsExactly("DeleteSubnet");
        type.delete(new TestActing(aws, ID, true), state);

        assertThat(aws.calls()).endsWith("DescribeNetworkInterfaces", "DeleteNetworkInterface", "DeleteSubnet");
        assertThat(aws.requests(DescribeNetworkInterfacesRequest.class).get(0).filters())
                .map(filter -> filter.name() + "=" + filter.values().get(0))
                .containsExactly(
                        "subnet-id=subnet-1", "status=available", "tag:cluster.k8s.amazonaws.com/name=production");
    }

    private static SubnetSpec spec(Optional<String> zone, int index) {
        return new SubnetSpec(Input.known("vpc-1"), "10.0.0.0/19", zone, index, false, Map.of());
    }

    private static AvailabilityZone zone(String name, String id) {
        return AvailabilityZone.builder().zoneName(name).zoneId(id).build();
    }

    private record TestReading(AwsApi aws) implements Reading {
        @Override
        public Ownership owner() {
            return new Ownership("production");
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    }
}
