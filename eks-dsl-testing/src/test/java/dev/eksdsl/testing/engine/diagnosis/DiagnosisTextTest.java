package dev.eksdsl.testing.engine.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.execute.ProgressText;
import dev.eksdsl.execute.Report;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a person reads of nodes that do not join, in eighty columns. */
class DiagnosisTextTest {

    @Test
    void nodesBehindANatGatewayThatIsGone() {
        try (Building building = Building.create()) {
            Report report = building.addNodes(() -> building.aws
                    .ec2Client()
                    .deleteNatGateway(request -> request.natGatewayId(building.aws
                            .ec2Client()
                            .describeNatGateways()
                            .natGateways()
                            .get(0)
                            .natGatewayId())));
            ProgressText text = new ProgressText();
            String progress = building.events.stream()
                    .map(text::line)
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining("\n"));

            assertThat(report).hasToString("""
                    production: 1 created, 1 failed · 25m32s
                      ✗ nodegroup/workers: node group workers is CREATE_FAILED: NodeCreationFailure:
                          Instances failed to join the kubernetes cluster [i-09d52654bf2695e87]
                        → subnets subnet-05df4ffc8509b9bbd, subnet-009636ddf7f2f2ef1,
                            subnet-052fa857e86ac76dd: the default route of rtb-0fd3ca175c67e4d0c
                            leads to NAT gateway nat-08a97e79555f760f0, which is deleted; lead it to
                            one that is available""");
            assertThat(progress.lines())
                    .containsExactly(
                            "     0s  … 45s–4m45s to go",
                            "     0s  + role/node  done in 0s",
                            "     0s  ▸ nodegroup/workers  started, takes 45s–4m45s",
                            "     0s    nodegroup/workers  IAM has not settled yet, trying again",
                            "     8s    nodegroup/workers  CREATING",
                            "  4m02s  → nodegroup/workers: subnets subnet-05df4ffc8509b9bbd,",
                            "             subnet-009636ddf7f2f2ef1, subnet-052fa857e86ac76dd: the default",
                            "             route of rtb-0fd3ca175c67e4d0c leads to NAT gateway",
                            "             nat-08a97e79555f760f0, which is deleted; lead it to one that is",
                            "             available",
                            "  4m32s  … 11s–4m45s to go, later than expected",
                            "  6m56s  … 13s–5m30s to go, later than expected",
                            " 10m36s  … 17s–6m45s to go, later than expected",
                            " 16m04s  … 20s–8m15s to go, later than expected",
                            " 24m14s  … 25s–11m to go, later than expected",
                            " 25m32s  ✗ nodegroup/workers failed: node group workers is CREATE_FAILED:",
                            "             NodeCreationFailure: Instances failed to join the kubernetes",
                            "             cluster [i-09d52654bf2695e87]");
        }
    }
}
