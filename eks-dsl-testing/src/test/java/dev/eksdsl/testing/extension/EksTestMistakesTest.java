package dev.eksdsl.testing.extension;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.testing.EksTest;
import dev.eksdsl.testing.FakeAws;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What a JUnit author is told who uses the annotation wrongly. */
class EksTestMistakesTest {

    @Test
    void supplierHasNoDefaultConstructor_isNamedWithTheWayOut() {
        failsSaying(
                NoConstructor.class,
                "NeedsAName, named in @EksTest(cluster = …), needs a constructor without parameters",
                "static");
    }

    @EksTest(cluster = NeedsAName.class)
    static class NoConstructor {
        @Test
        void test() {}
    }

    record NeedsAName(String name) implements Supplier<EksClusterSpec> {
        @Override
        public EksClusterSpec get() {
            return Eks.cluster(name, c -> {});
        }
    }

    @Test
    void calendarIsNoDate_isToldHowToWriteOne() {
        failsSaying(NoDate.class, "@EksTest(calendar = \"22.11.2026\") is no date", "2026-11-22");
    }

    @EksTest(calendar = "22.11.2026")
    static class NoDate {
        @Test
        void test(FakeAws aws) {}
    }

    @Test
    void staticFieldWithoutSharing_isToldBothWaysOut() {
        failsSaying(StaticField.class, "field aws of", "take static away", "@EksTest(shared = true)");
    }

    @EksTest
    static class StaticField {

        private static FakeAws aws;

        @Test
        void test() {}
    }

    @Test
    void beforeAllWithoutSharing_isToldBothWaysOut() {
        failsSaying(
                InBeforeAll.class, "runs once for all tests of the class", "@EksTest(shared = true)", "@BeforeEach");
    }

    @EksTest
    static class InBeforeAll {

        @BeforeAll
        static void once(FakeAws aws) {}

        @Test
        void test() {}
    }

    @Test
    void methodSaysShared_isToldToMoveIt() {
        failsSaying(SharedMethod.class, "is on method test", "only a class can share");
    }

    static class SharedMethod {
        @Test
        @EksTest(shared = true)
        void test(FakeAws aws) {}
    }

    private static void failsSaying(Class<?> testClass, String... texts) {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .execute()
                .allEvents()
                .failed()
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(message(told -> {
                    for (String text : texts) {
                        if (!told.contains(text)) {
                            throw new AssertionError("expected \"" + text + "\" in: " + told);
                        }
                    }
                    return true;
                })));
    }
}
