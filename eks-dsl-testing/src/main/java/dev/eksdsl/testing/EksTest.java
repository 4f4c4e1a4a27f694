package dev.eksdsl.testing;

import dev.eksdsl.EksClusterSpec;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each JUnit test an AWS of its own. Parameters (of tests, of methods around each test, of constructors) and fields are
 * filled in if they are of one of these types:
 *
 * <ul>
 *   <li>{@link FakeAws}: the AWS itself;
 *   <li>{@link dev.eksdsl.EksSession}: a session with it;
 *   <li>{@link io.fabric8.kubernetes.client.KubernetesClient}: connected to the cluster of {@link #cluster()}, or without
 *       one to a small cluster with one node group, built when it is first asked for;
 *   <li>{@link dev.eksdsl.kubernetes.deploy.EksDeployer}: deploys to the same cluster.
 * </ul>
 *
 * <p>All in virtual time: a cluster costs some tens of milliseconds. Everything is closed after the test.
 *
 * <p>Works on classes and their nested and derived classes, on methods, where it takes the place of the one on the class,
 * and as part of one's own annotations. For other settings register a {@link FakeAwsExtension}.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(FakeAwsExtension.class)
public @interface EksTest {

    /** The date that the fake's calendar starts with, as {@code 2026-11-22}. */
    String calendar() default "2026-11-22";

    /**
     * The file of a {@link Snapshot} that the AWS starts from, relative to the working directory; its date then holds in
     * place of {@link #calendar()}. A {@link io.fabric8.kubernetes.client.KubernetesClient} is connected to the snapshot's
     * cluster, if it has exactly one and {@link #cluster()} names none. Default: an empty AWS.
     */
    String snapshot() default "";

    /** Makes the cluster that exists before each test; needs a constructor without parameters. Default: none. */
    Class<? extends Supplier<EksClusterSpec>> cluster() default NoCluster.class;

    /**
     * Whether all tests of the class, and of its nested classes, share one AWS; static fields and parameters of {@code
     * @BeforeAll} methods are then filled in as well. Default: each test has its own. For classes only.
     */
    boolean shared() default false;

    /** Stands for no cluster. */
    final class NoCluster implements Supplier<EksClusterSpec> {
        @Override
        public EksClusterSpec get() {
            throw new IllegalStateException("no cluster was asked for");
        }
    }
}
