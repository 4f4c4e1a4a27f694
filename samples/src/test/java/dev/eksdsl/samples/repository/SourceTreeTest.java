package dev.eksdsl.samples.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Small files, and a page for every package. */
class SourceTreeTest {

    private static final int LONGEST = 400;

    @SuppressWarnings("unused") // JUnit reads it by its name
    static final List<String> MODULES = Repository.MODULES;

    @ParameterizedTest
    @FieldSource("MODULES")
    void mainSources_areShort(String module) {
        assertThat(sources(module))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Repository.read(file).lines().count())
                        .as("lines of %s", Repository.name(file))
                        .isLessThanOrEqualTo(LONGEST));
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void mainPackages_sayWhatTheyAreFor(String module) {
        List<Path> packages =
                sources(module).stream().map(Path::getParent).distinct().toList();
        assertThat(packages).isNotEmpty().allSatisfy(folder -> {
            Path page = folder.resolve("package-info.java");
            assertThat(Files.exists(page)).as(Repository.name(page)).isTrue();
            assertThat(Repository.read(page)).as(Repository.name(page)).contains("/**", "@NullMarked");
        });
    }

    private static List<Path> sources(String module) {
        return Repository.files(Repository.path(module + "/src/main/java"), ".java");
    }
}
