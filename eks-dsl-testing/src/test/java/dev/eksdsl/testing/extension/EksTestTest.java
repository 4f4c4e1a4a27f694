package dev.eksdsl.testing.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.kubernetes.deploy.EksDeployer;
import dev.eksdsl.testing.EksTest;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.FakeAwsExtension;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventType;
import org.junit.platform.testkit.engine.Events;

/** Each case is a test class of its own, run by JUnit within the test. */
class EksTestTest {

    /** What the cases that run have seen. */
    private static final List<FakeAws> SEEN = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void everyOfferedType_isFilledIntoParametersAndFields() {
        passes(ParametersAndFields.class, 2);
    }

    @EksTest
    static class ParametersAndFields {

        private FakeAws aws;
        private EksSession eks;
        private KubernetesClient client;
        private EksDeployer deployer;

        @Test
        void parametersAndFields_areTheSame(
                FakeAws awsAgain, EksSession eksAgain, KubernetesClient clientAgain, EksDeployer another) {
            assertThat(awsAgain).isSameAs(aws);
            assertThat(eksAgain).isSameAs(eks);
            assertThat(clientAgain).isSameAs(client);
            assertThat(another).isNotNull();
        }

        @Test
        void clusterIsTheDefaultOne_withOneNodeGroup() {
            assertThat(aws.eksClient().listClusters().clusters()).containsExactly("test");
            assertThat(client.nodes().list().getItems()).hasSize(2);
            assertThat(deployer).isNotNull();
        }
    }

    @Test
    void constructorParameters_belongToTheTest() {
        passes(InConstructor.class, 2);
        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates();
    }

    @EksTest
    static class InConstructor {

        private final FakeAws mine;

        InConstructor(FakeAws mine) {
            this.mine = mine;
            SEEN.add(mine);
        }

        @Test
        void one(FakeAws aws) {
            assertThat(aws).isSameAs(mine);
        }

        @Test
        void two(FakeAws aws) {
            assertThat(aws).isSameAs(mine);
        }
    }

    @Test
    void noClusterIsAskedFor_noneIsBuilt() {
        passes(AwsAlone.class, 1);
    }

    @EksTest
    static class AwsAlone {
        @Test
        void nothingExistsAndNothingWasCalled(FakeAws aws, EksSession eks) {
            assertThat(eks.region()).isEqualTo("us-east-1");
            assertThat(aws.calls().count()).isZero();
        }
    }

    @Test
    void eachTest_hasAnAwsOfItsOwn() {
        passes(Isolated.class, 2);
        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates();
    }

    @EksTest
    static class Isolated {

        private FakeAws aws;

        @Test
        void one() {
            makeNetwork(aws);
        }

        @Test
        void two() {
            makeNetwork(aws);
        }
    }

    @Test
    void perClassLifecycle_stillHasAnAwsForEachTest() {
        passes(OneInstance.class, 2);
        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates();
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance extends Isolated {}

    @Test
    void afterTheTest_theFakeIsClosed() {
        passes(Serving.class, 1);

        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), Serving.port))
                .isInstanceOf(ConnectException.class);
    }

    @EksTest
    static class Serving {

        private static int port;

        @Test
        void servesUntilItEnds(FakeAws aws) throws IOException {
            port = aws.serve().port();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
            }
        }
    }

    @Test
    void shared_oneAwsForTheClassAndItsNestedClasses() {
        passes(Shared.class, 3);
        assertThat(SEEN).hasSize(4);
        assertThat(SEEN.stream().distinct()).hasSize(1);
    }

    @EksTest(shared = true)
    static class Shared {

        private static FakeAws everyones;

        @BeforeAll
        static void once(FakeAws aws, EksSession eks) {
            assertThat(everyones).isSameAs(aws);
            aws.ec2Client().createVpc(r -> r.cidrBlock("10.9.0.0/16"));
            SEEN.add(aws);
        }

        @Test
        void one(FakeAws aws) {
            see(aws);
        }

        @Test
        void two(FakeAws aws) {
            see(aws);
        }

        @Nested
        class Within {
            @Test
            void three(FakeAws aws) {
                see(aws);
            }
        }

        private static void see(FakeAws aws) {
            SEEN.add(aws);
            assertThat(aws.ec2Client().describeVpcs().vpcs())
                    .anyMatch(vpc -> vpc.cidrBlock().equals("10.9.0.0/16"));
        }
    }

    @Test
    void cluster_isBuiltBeforeTheTestEvenIfNothingIsInjected() {
        passes(WithCluster.class, 4);
    }

    @EksTest(cluster = Production.class)
    static class WithCluster {

        @Test
        void exists(FakeAws aws) {
            assertThat(aws.eksClient().listClusters().clusters()).containsExactly("production");
        }

        @Test
        @EksTest(cluster = Staging.class)
        void methodNamesAnother_winsOverTheClass(FakeAws aws) {
            assertThat(aws.eksClient().listClusters().clusters()).containsExactly("staging");
        }

        @Nested
        class Within {
            @Test
            void nestedClass_hasTheSame(FakeAws aws) {
                assertThat(aws.eksClient().listClusters().clusters()).containsExactly("production");
            }
        }

        @Nested
        @EksTest(cluster = Staging.class)
        class WithinAnother {
            @Test
            void nestedClassNamesAnother_winsOverTheOuterOne(FakeAws aws) {
                assertThat(aws.eksClient().listClusters().clusters()).containsExactly("staging");
            }
        }
    }

    @Test
    void derivedClass_inheritsAnnotationAndFields() {
        passes(Derived.class, 1);
    }

    static class Derived extends Base {
        @Test
        void fieldOfTheBase_isFilled() {
            assertThat(client.nodes().list().getItems()).isNotEmpty();
            assertThat(aws.eksClient().listClusters().clusters()).containsExactly("production");
        }
    }

    @EksTest(cluster = Production.class)
    abstract static class Base {
        protected FakeAws aws;
        protected KubernetesClient client;
    }

    @Test
    void annotationOfOnesOwn_worksWithItsSettings() {
        passes(Composed.class, 1);
    }

    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @EksTest(cluster = Production.class, calendar = "2026-06-01")
    @interface ProductionTest {}

    @ProductionTest
    static class Composed {
        @Test
        void calendarAndCluster_areThoseOfTheAnnotation(FakeAws aws, EksSession eks) {
            assertThat(aws.clock().now())
                    .isBetween(Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-06-02T00:00:00Z"));
            assertThat(eks.access("production").name()).isEqualTo("production");
        }
    }

    @Test
    void registeredByHand_takesSettings() {
        passes(Registered.class, 1);
    }

    static class Registered {

        @RegisterExtension
        static final FakeAwsExtension AWS = new FakeAwsExtension(aws -> aws.calendar(LocalDate.of(2026, 3, 1)));

        private FakeAws aws;

        @Test
        void settings_areTaken(EksSession eks) {
            assertThat(aws.clock().now()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
            assertThat(eks.timeline()).isSameAs(aws.timeline());
        }
    }

    @Test
    void onAMethodAlone_thatTestHasAnAws() {
        passes(OnMethod.class, 1);
    }

    static class OnMethod {
        @Test
        @EksTest
        void works(FakeAws aws) {
            assertThat(aws).isNotNull();
        }
    }

    static void makeNetwork(FakeAws aws) {
        SEEN.add(aws);
        assertThat(aws.ec2Client().describeVpcs().vpcs())
                .noneMatch(vpc -> vpc.cidrBlock().equals("10.9.0.0/16"));
        aws.ec2Client().createVpc(r -> r.cidrBlock("10.9.0.0/16"));
    }

    private static void passes(Class<?> testClass, int tests) {
        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .execute()
                .allEvents();
        events.failed().stream()
                .findFirst()
                .flatMap(event -> event.getPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable())
                .ifPresent(failure -> {
                    throw new AssertionError(testClass.getSimpleName() + " failed: " + failure.getMessage(), failure);
                });
        events.assertStatistics(statistics -> statistics.failed(0));
        assertThat(events.filter(event -> event.getTestDescriptor().isTest())
                        .filter(e -> e.getType() == EventType.FINISHED))
                .hasSize(tests);
    }

    static final class Production implements Supplier<EksClusterSpec> {
        @Override
        public EksClusterSpec get() {
            return Eks.cluster("production", c -> c.version("1.34").nodeGroup("workers"));
        }
    }

    static final class Staging implements Supplier<EksClusterSpec> {
        @Override
        public EksClusterSpec get() {
            return Eks.cluster("staging", c -> c.version("1.34"));
        }
    }
}
