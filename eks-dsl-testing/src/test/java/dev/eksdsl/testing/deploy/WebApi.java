package dev.eksdsl.testing.deploy;

import dev.eksdsl.kubernetes.workload.EksDeploymentBuilder;
import dev.eksdsl.kubernetes.workload.Workloads;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.function.Consumer;

/** The workload that these tests deploy: the web-api of the guide, smaller. */
final class WebApi {

    static final String NAMESPACE = "production";
    static final String REPOSITORY = "123456789012.dkr.ecr.us-east-1.amazonaws.com/web-api";
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private WebApi() {}

    static Deployment deployment() {
        return deployment(d -> {});
    }

    static Deployment deployment(Consumer<EksDeploymentBuilder> more) {
        return Workloads.deployment("web-api", d -> {
            d.namespace(NAMESPACE)
                    .image(REPOSITORY + ":v2.1")
                    .replicas(3)
                    .port(8080)
                    .requests("250m", "256Mi")
                    .limits("500m", "512Mi")
                    .readiness(
                            "/health",
                            8080,
                            probe -> probe.initialDelay(Duration.ofSeconds(10)).period(Duration.ofSeconds(5)));
            more.accept(d);
        });
    }

    static Service internetFacing() {
        return Workloads.service(
                "web-api-svc",
                s -> s.of(deployment())
                        .port(80, 8080)
                        .nlb(nlb -> nlb.internetFacing().tag("team", "web")));
    }

    static Service internal() {
        return Workloads.service(
                "web-api-internal", s -> s.of(deployment()).port(80, 8080).nlb(nlb -> nlb.internal()));
    }
}
