package dev.eksdsl.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Clients of any service, bound to a fake. */
class FakeAwsClientsTest {

    @Test
    void anyBuilder_makesAClientOfTheFake() {
        try (FakeAws aws = FakeAws.create()) {
            assertThat(aws.client(StsClient.builder()).getCallerIdentity().account())
                    .isEqualTo("123456789012");
            String vpc = aws.ec2Client()
                    .createVpc(r -> r.cidrBlock("10.0.0.0/16"))
                    .vpc()
                    .vpcId();

            assertThat(aws.asyncClient(Ec2AsyncClient.builder())
                            .describeVpcs(r -> r.vpcIds(vpc))
                            .join()
                            .vpcs())
                    .hasSize(1);
        }
    }

    @Test
    void ownSettings_win() {
        try (FakeAws aws = FakeAws.create()) {
            Ec2Client europe = aws.client(Ec2Client.builder(), ec2 -> ec2.region(Region.EU_WEST_1));
            Ec2AsyncClient async = aws.asyncClient(Ec2AsyncClient.builder(), ec2 -> ec2.region(Region.EU_WEST_1));

            assertThat(europe.describeAvailabilityZones().availabilityZones())
                    .isEqualTo(async.describeAvailabilityZones().join().availabilityZones())
                    .allSatisfy(zone -> assertThat(zone.regionName()).isEqualTo("eu-west-1"));
        }
    }
}
