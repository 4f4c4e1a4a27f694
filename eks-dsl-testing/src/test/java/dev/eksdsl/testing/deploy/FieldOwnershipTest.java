package dev.eksdsl.testing.deploy;

import static dev.eksdsl.testing.deploy.WebApi.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.EksSession;
import dev.eksdsl.kubernetes.EksKubernetes;
import dev.eksdsl.kubernetes.deploy.EksDeployer;
import dev.eksdsl.kubernetes.deploy.WorkloadException;
import dev.eksdsl.testing.EksTest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Server-side apply beside others who write the same objects. */
@EksTest
class FieldOwnershipTest {

    private EksSession eks;
    private KubernetesClient client;
    private EksDeployer deployer;

    @BeforeEach
    void deployed() {
        deployer = EksKubernetes.deployer(eks, client);
        deployer.apply(List.of(WebApi.deployment()), options -> options.createNamespaces());
    }

    @Test
    void kubectlHasTakenAField_conflictNamesFieldAndManager() {
        client.resource(WebApi.deployment(d -> d.replicas(5)))
                .fieldManager("kubectl")
                .forceConflicts()
                .serverSideApply();

        assertThatThrownBy(() -> deployer.apply(WebApi.deployment()))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining("apply Deployment production/web-api")
                .hasMessageContaining("\"kubectl\"")
                .hasMessageContaining(".spec.replicas")
                .hasMessageContaining(".force()");
        assertThat(live().getSpec().getReplicas()).isEqualTo(5);
    }

    @Test
    void force_takesTheFieldBack() {
        client.resource(WebApi.deployment(d -> d.replicas(5)))
                .fieldManager("kubectl")
                .forceConflicts()
                .serverSideApply();

        deployer.apply(List.of(WebApi.deployment()), options -> options.force());

        assertThat(live().getSpec().getReplicas()).isEqualTo(3);
    }

    @Test
    void labelThatSomebodyElseSet_stays() {
        client.resource(live()).edit(deployment -> {
            deployment.getMetadata().getLabels().put("owner", "ann");
            return deployment;
        });

        deployer.apply(WebApi.deployment());

        assertThat(live().getMetadata().getLabels()).containsEntry("owner", "ann");
    }

    @Test
    void environmentVariableIsNoLongerDeclared_isRemoved() {
        deployer.apply(WebApi.deployment(d -> d.env("MODE", "fast")));
        assertThat(environment()).hasSize(1);

        HasMetadata applied = deployer.apply(WebApi.deployment()).get(0).object();

        assertThat(applied).isInstanceOf(Deployment.class);
        assertThat(environment()).isEmpty();
    }

    private List<?> environment() {
        return live().getSpec().getTemplate().getSpec().getContainers().get(0).getEnv();
    }

    private Deployment live() {
        return client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("web-api")
                .get();
    }
}
