package dev.eksdsl.testing;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.kubernetes.EksKubernetes;
import dev.eksdsl.kubernetes.deploy.EksDeployer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one test works with. The cluster is built when it is first needed. Closed by JUnit. */
final class TestEnvironment implements AutoCloseable {

    private static final Set<Class<?>> OFFERED =
            Set.of(FakeAws.class, EksSession.class, KubernetesClient.class, EksDeployer.class);

    private final FakeAws aws;
    private final EksSession session;
    private final Supplier<EksClusterSpec> declaration;
    private @Nullable String cluster;
    private @Nullable KubernetesClient kubernetes;

    TestEnvironment(FakeAws aws, Supplier<EksClusterSpec> declaration) {
        this.aws = aws;
        this.session = aws.session();
        this.declaration = declaration;
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
            EksClusterSpec spec = declaration.get();
            session.apply(session.plan(spec)).orThrow();
            cluster = spec.name();
        }
        return cluster;
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
