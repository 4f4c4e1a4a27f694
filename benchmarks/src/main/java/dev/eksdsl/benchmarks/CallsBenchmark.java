package dev.eksdsl.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;

/** Calls per second of one thread, all of the SDK's own work included: marshalling, signing, reading the answer. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
public class CallsBenchmark {

    /** REST and JSON. */
    @Benchmark
    public DescribeClusterResponse eksDescribeCluster(Clients clients) {
        return clients.eks.describeCluster(r -> r.name(Clients.CLUSTER));
    }

    /** EC2's query protocol and XML; six subnets, and those of the default VPC. */
    @Benchmark
    public DescribeSubnetsResponse ec2DescribeSubnets(Clients clients) {
        return clients.ec2.describeSubnets();
    }

    /** A write, and its undoing. */
    @Benchmark
    public void ec2CreateAndDeleteVpc(Clients clients) {
        String vpc =
                clients.ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
        clients.ec2.deleteVpc(r -> r.vpcId(vpc));
    }
}
