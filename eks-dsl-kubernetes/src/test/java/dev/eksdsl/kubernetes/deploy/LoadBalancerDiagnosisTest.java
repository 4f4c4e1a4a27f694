package dev.eksdsl.kubernetes.deploy;

import static dev.eksdsl.kubernetes.deploy.RolloutObjects.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.kubernetes.workload.Workloads;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadBalancerDiagnosisTest {

    private static final Service SERVICE =
            Workloads.service("web", s -> s.selects("web").port(80).nlb(nlb -> nlb.internal()));

    @Test
    void hostNameIsThere_isTheAddress() {
        Service ready = SERVICE.edit()
                .withNewStatus()
                .withNewLoadBalancer()
                .addNewIngress()
                .withHostname("web-1.elb.us-east-1.amazonaws.com")
                .endIngress()
                .endLoadBalancer()
                .endStatus()
                .build();

        assertThat(LoadBalancerDiagnosis.of(ready, List.of()).address()).contains("web-1.elb.us-east-1.amazonaws.com");
    }

    @Test
    void nobodySaysAnything_controllerIsSuspected() {
        LoadBalancerDiagnosis diagnosis = LoadBalancerDiagnosis.of(SERVICE, List.of());

        assertThat(diagnosis.address()).isEmpty();
        assertThat(diagnosis.pastHope()).isFalse();
        assertThat(diagnosis.fix()).contains("AWS Load Balancer Controller runs");
    }

    @Test
    void controllerComplains_isToldOldestFirstAndGivenUpInTheEnd() {
        String noSubnet = "unable to resolve at least one subnet (0 match VPC and tags)";
        LoadBalancerDiagnosis few = LoadBalancerDiagnosis.of(
                SERVICE,
                List.of(
                        warning(SERVICE, "FailedDeployModel", "throttled", "2026-01-01T00:01:00Z", 1),
                        warning(SERVICE, "FailedBuildModel", noSubnet, "2026-01-01T00:00:00Z", 5)));
        LoadBalancerDiagnosis many = LoadBalancerDiagnosis.of(
                SERVICE, List.of(warning(SERVICE, "FailedBuildModel", noSubnet, "2026-01-01T00:00:00Z", 6)));

        assertThat(few.complaints()).containsExactly("FailedBuildModel: " + noSubnet, "FailedDeployModel: throttled");
        assertThat(few.pastHope()).isFalse();
        assertThat(many.pastHope()).isTrue();
        assertThat(many.fix()).contains("kubernetes.io/role/internal-elb");
    }

    @Test
    void eventOfAnEarlierServiceOfTheSameName_doesNotCount() {
        Service now = SERVICE.edit().editMetadata().withUid("new").endMetadata().build();
        Service before =
                SERVICE.edit().editMetadata().withUid("old").endMetadata().build();

        assertThat(LoadBalancerDiagnosis.of(
                                now, List.of(warning(before, "FailedBuildModel", "x", "2026-01-01T00:00:00Z", 9)))
                        .complaints())
                .isEmpty();
    }
}
