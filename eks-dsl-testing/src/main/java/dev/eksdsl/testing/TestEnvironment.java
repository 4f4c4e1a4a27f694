package dev.eksdsl.testing;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.kubernetes.EksKubernetes;
import dev.eksdsl.kubernetes.deploy.EksDeployer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one test works with. The cluster is built when it is first needed. Closed by JUnit. */
final class TestEnvironment implements AutoCloseable {

    private static final Set<Class<?>> OFFERED =
            Set.of(FakeAws.class, EksSession.class, KubernetesClient.class, EksDeployer.class);

    private final FakeAws aws;
    private final EksSession session;
    private final EksTestWish wish;
    private @Nullable String cluster;
    private @Nullable KubernetesClient kubernetes;

    TestEnvironment(FakeAws aws, EksTestWish wish) {
        this.aws = aws;
        this.session = aws.session();
        this.wish = wish;
    }

    /** Whether a parameter or field of this type can be filled in. */
    static boolean offers(Class<?> type) {
        return OFFERED.contains(type);
    }

    /** The value for a parameter or field of an offered type. */
    Object get(Class<?> type) {
        if (type == FakeAws.class) {
            return aws;
        }
        if (type == EksSession.class) {
            return session;
        }
        return type == KubernetesClient.class ? kubernetes() : EksKubernetes.deployer(session, kubernetes());
    }

    /** The cluster's name. */
    synchronized String cluster() {
        if (cluster == null) {
            List<String> there = wish.namesCluster()
                    ? List.of()
                    : aws.eksClient().listClusters().clusters();
            cluster = there.size() == 1 ? there.get(0) : built();
        }
        return cluster;
    }

    private String built() {
        EksClusterSpec spec = wish.cluster().get();
        session.apply(session.plan(spec)).orThrow();
        return spec.name();
    }

    private synchronized KubernetesClient kubernetes() {
        if (kubernetes == null) {
            kubernetes = EksKubernetes.client(session, cluster());
        }
        return kubernetes;
    }

    @Override
    public synchronized void close() {
        if (kubernetes != null) {
            kubernetes.close();
        }
        aws.close();
    }
}
