package dev.eksdsl.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.eksdsl.samples.repository.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the documentation says, held against what is. */
class DocsTest {

    private static final String TRY =
            "mvn -B -q -DskipTests package && java -jar samples/target/production-cluster.jar";
    private static final String TEST = "mvn -B verify";

    /** One test for each Java block: it compiles, runs where it says so, and prints what is shown below it. */
    @TestFactory
    Stream<DynamicTest> javaBlocks() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Page page : Page.all()) {
            List<Fence> fences = page.fences();
            for (int i = 0; i < fences.size(); i++) {
                Fence fence = fences.get(i);
                if (fence.language().equals("java") && fence.source().isEmpty() && !fence.is(Fence.SHELL)) {
                    List<Fence> rest = fences.subList(i + 1, fences.size());
                    List<Fence> shown = rest.stream()
                            .takeWhile(next -> next.is(Fence.OUTPUT))
                            .toList();
                    tests.add(dynamicTest(fence.toString(), () -> check(fence, shown)));
                }
            }
        }
        assertThat(tests).as("Java blocks of the documentation").isNotEmpty();
        return tests.stream();
    }

    /** One test for each block that is taken from a file: it still stands there. */
    @TestFactory
    Stream<DynamicTest> quotations() {
        return Page.all().stream()
                .flatMap(page -> page.fences().stream())
                .filter(fence -> fence.source().isPresent())
                .map(fence -> dynamicTest(
                        fence.toString(),
                        () -> assertThat(Excerpt.firstStray(
                                        fence.lines(),
                                        Repository.read(Repository.path(
                                                        fence.source().orElseThrow()))
                                                .lines()
                                                .toList()))
                                .as(
                                        "line of %s that %s does not have",
                                        fence, fence.source().orElseThrow())
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> links() {
        return Page.all().stream()
                .map(page -> dynamicTest(
                        page.name(), () -> assertThat(page.links()).allSatisfy(link -> assertLeads(page, link))));
    }

    @Test
    void readme_beginsWithTheTwoCommands() {
        Page readme = Page.read(Repository.path("README.md"));

        assertThat(readme.fences("sh").stream().limit(2).map(Fence::text)).containsExactly(TRY, TEST);
        assertThat(Repository.read(Repository.path(".ci/run"))).contains(TEST);
        assertThat(Repository.read(readme.file()).lines()).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void blockThatIsWrong_isFound() {
        Fence noSuchMethod = fence("eks.plan(spec).explode();");
        Fence fails = fence("throw new IllegalStateException(\"on purpose\");");
        Fence prints = fence("System.out.println(\"one\\ntwo\\nthree\");");

        assertThatThrownBy(() -> check(noSuchMethod, List.of())).hasMessageContaining("explode");
        assertThatThrownBy(() -> check(fails, List.of())).hasMessage("on purpose");
        assertThatThrownBy(() -> check(prints, List.of(fence("one", "three")))).hasMessageContaining("one");
        assertThatThrownBy(() -> check(prints, List.of(fence("one", "…", "four"))))
                .hasMessageContaining("four");
        assertThat(Excerpt.firstStray(List.of("one", "…", "three"), List.of("one", "two", "three")))
                .isEmpty();
    }

    @Test
    void linkThatLeadsNowhere_isFound() {
        Path file = Repository.path("README.md");
        Page page = Page.parse(file, List.of("# One", "[a](#one) [b](#two) [c](docs/no.md) [d](https://example.com)"));

        assertThat(page.links()).containsExactly("#one", "#two", "docs/no.md");
        assertLeads(page, "#one");
        assertThatThrownBy(() -> assertLeads(page, "#two")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertLeads(page, "docs/no.md")).isInstanceOf(AssertionError.class);
    }

    private static Fence fence(String... lines) {
        return new Fence("planted", 1, "java", Fence.RUN, List.of(lines));
    }

    private static void check(Fence fence, List<Fence> shown) throws Exception {
        JavaBlock block = JavaBlock.compile(fence);
        if (!fence.is(Fence.RUN)) {
            return;
        }
        List<String> printed = block.run().lines().toList();
        for (Fence output : shown) {
            assertThat(Excerpt.firstStray(output.lines(), printed))
                    .as("line of %s that %s does not print; it prints\n%s", output, fence, String.join("\n", printed))
                    .isEmpty();
        }
    }

    private static void assertLeads(Page page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page.file()
                : page.file().resolveSibling(parts[0]).normalize();
        assertThat(Files.exists(target)).as("%s of %s", link, page.name()).isTrue();
        if (parts.length == 2) {
            List<String> anchors =
                    parts[0].isEmpty() ? page.anchors() : Page.read(target).anchors();
            assertThat(anchors)
                    .as("headings that %s of %s may mean", link, page.name())
                    .contains(parts[1]);
        }
    }
}
