package dev.eksdsl.kubernetes.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/start-and-footprint.md} name what the library brings with it at run time, and nothing else. */
class RuntimeDependenciesTest {

    private static final Path CORE = Path.of("../eks-dsl-core");
    private static final Path KUBERNETES = Path.of(".");
    private static final Path PAGE = Path.of("../docs/start-and-footprint.md");
    private static final Pattern ROW =
            Pattern.compile("(\\| [\\w.-]+ \\| \\d[\\w.-]* \\| \\d+ \\|)( [^|]+ \\| [^|]+ \\|)");

    @Test
    void core_isAsDocumented() throws IOException {
        assertDocumented("## What the core brings", Artifact.ofModule(CORE));
    }

    @Test
    void kubernetes_isAsDocumented() throws IOException {
        List<Artifact> more = new ArrayList<>(Artifact.ofModule(KUBERNETES));
        more.removeAll(Artifact.ofModule(CORE));

        assertDocumented("## What the Kubernetes module adds", more);
    }

    @Test
    void nothingForTests_isAmongThem() throws IOException {
        List<Artifact> all = new ArrayList<>(Artifact.ofModule(CORE));
        all.addAll(Artifact.ofModule(KUBERNETES));

        assertThat(all)
                .isNotEmpty()
                .allSatisfy(artifact -> assertThat(artifact.group() + "/" + artifact.name())
                        .doesNotContainPattern("wiremock|junit|assertj|mockito|archunit|bouncycastle|testing"));
        for (Path module : List.of(CORE, KUBERNETES)) {
            assertThat(Files.readString(module.resolve("target/runtime-classpath.txt")))
                    .doesNotContain("eks-dsl-testing");
        }
    }

    @Test
    void noClassForTests_isInTheJars() throws IOException {
        for (Path module : List.of(CORE, KUBERNETES)) {
            try (Stream<Path> files = Files.walk(module.resolve("target/classes"))) {
                List<String> classes = files.map(file -> file.toString().replace('\\', '/'))
                        .filter(name -> name.endsWith(".class"))
                        .toList();
                assertThat(classes).isNotEmpty().noneMatch(name -> name.contains("dev/eksdsl/testing/"));
                assertThat(classes).noneMatch(name -> name.endsWith("Test.class"));
            }
        }
    }

    /** The HTTP clients of the SDK that are left out, and Vert.x: they are the largest part of what the SDK would bring. */
    @Test
    void unusedHttpClients_areLeftOut() throws IOException {
        List<Artifact> all = new ArrayList<>(Artifact.ofModule(CORE));
        all.addAll(Artifact.ofModule(KUBERNETES));

        assertThat(all)
                .extracting(Artifact::name)
                .contains("url-connection-client")
                .noneMatch(name -> name.contains("netty") || name.contains("vertx") || name.startsWith("apache"));
    }

    private static void assertDocumented(String heading, List<Artifact> artifacts) throws IOException {
        String section = section(heading);
        List<String> documented = new ArrayList<>();
        Matcher rows = ROW.matcher(section);
        while (rows.find()) {
            documented.add(rows.group(1));
        }

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        artifacts.stream().map(Artifact::row).toList());
        long kib = artifacts.stream().mapToLong(Artifact::size).sum() / 1024;
        assertThat(section).contains(artifacts.size() + " artifacts, " + kib + " KiB");
    }

    private static String section(String heading) throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).contains(heading);
        String from = page.substring(page.indexOf(heading) + heading.length());
        int end = from.indexOf("\n## ");
        return end < 0 ? from : from.substring(0, end);
    }
}
