package dev.eksdsl.testing.authorization;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eksdsl.testing.FakeAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;

/** A VPC with two subnets for a controller that runs with the policies of its own project. */
final class ControllerNetwork implements AutoCloseable {

    final FakeAws aws = FakeAws.create();
    final String vpc =
            aws.ec2Client().createVpc(q -> q.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    final List<String> subnets = List.of(subnet("a", 0), subnet("b", 1));

    private String subnet(String zone, int number) {
        return aws.ec2Client()
                .createSubnet(
                        q -> q.vpcId(vpc).availabilityZone("us-east-1" + zone).cidrBlock("10.0." + number + ".0/24"))
                .subnet()
                .subnetId();
    }

    /** A file of the collected facts; the test is skipped where they are not beside the project. */
    static String fact(String name) throws IOException {
        Optional<Path> found = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve("shared/domain/" + name))
                .filter(Files::exists)
                .findFirst();
        assumeTrue(found.isPresent(), "the collected facts are not beside this project");
        return Files.readString(found.orElseThrow());
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, AwsCredentialsProvider credentials) {
        return builder.region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClient(aws.httpClient())
                .build();
    }

    @Override
    public void close() {
        aws.close();
    }
}
