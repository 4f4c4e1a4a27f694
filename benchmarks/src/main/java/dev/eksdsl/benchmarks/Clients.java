package dev.eksdsl.benchmarks;

import dev.eksdsl.testing.FakeAws;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;

/** A fake with a cluster and the six subnets that it is in, and clients of it through one of the doors. */
@State(Scope.Benchmark)
public class Clients {

    static final String CLUSTER = "measured";

    /** How the clients reach the fake. */
    @Param({"memory", "http"})
    public String door = "memory";

    FakeAws aws;
    EksClient eks;
    Ec2Client ec2;

    /** Builds the fake. */
    @Setup(Level.Iteration)
    public void open() {
        aws = FakeAws.builder().lenient().build();
        if (door.equals("http")) {
            var endpoint = aws.serve().url();
            eks = aws.client(
                    EksClient.builder(),
                    c -> c.endpointOverride(endpoint).httpClient(UrlConnectionHttpClient.create()));
            ec2 = aws.client(
                    Ec2Client.builder(),
                    c -> c.endpointOverride(endpoint).httpClient(UrlConnectionHttpClient.create()));
        } else {
            eks = aws.eksClient();
            ec2 = aws.ec2Client();
        }
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        List<String> subnets = List.of("a", "b", "c", "d", "e", "f").stream()
                .map(zone -> ec2.createSubnet(r -> r.vpcId(vpc)
                                .availabilityZone("us-east-1" + (zone.compareTo("e") < 0 ? zone : "a"))
                                .cidrBlock("10.0." + (int) zone.charAt(0) + ".0/24"))
                        .subnet()
                        .subnetId())
                .toList();
        eks.createCluster(r -> r.name(CLUSTER)
                .roleArn("arn:aws:iam::123456789012:role/cluster")
                .resourcesVpcConfig(network -> network.subnetIds(subnets)));
    }

    /** Frees everything. */
    @TearDown(Level.Iteration)
    public void close() {
        aws.close();
    }
}
