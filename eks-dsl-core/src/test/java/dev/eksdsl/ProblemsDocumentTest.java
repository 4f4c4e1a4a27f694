package dev.eksdsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/problems.md} explains every code that the library's source has, and no other. */
class ProblemsDocumentTest {

    private static final Pattern IN_SOURCE = Pattern.compile("\"(EKS-[A-Z]\\d{2})\"");
    private static final Pattern IN_TABLE = Pattern.compile("^\\| (EKS-[A-Z]\\d{2}) \\|", Pattern.MULTILINE);

    private final Path root = root();

    @Test
    void everyCode_isExplainedOnce() throws IOException {
        List<String> explained = codes(IN_TABLE, Files.readString(root.resolve("docs/problems.md")));

        assertThat(explained).isSorted().doesNotHaveDuplicates();
        assertThat(explained).containsExactlyElementsOf(inSource());
    }

    private TreeSet<String> inSource() throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(ProblemsDocumentTest::sources)
                    .flatMap(text -> codes(IN_SOURCE, text).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Stream<String> sources(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(ProblemsDocumentTest::text)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> codes(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/problems.md"))) {
            directory = Objects.requireNonNull(directory.getParent(), "no docs/problems.md above the module");
        }
        return directory;
    }
}
