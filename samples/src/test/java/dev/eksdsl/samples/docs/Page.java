package dev.eksdsl.samples.docs;

import dev.eksdsl.samples.repository.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param file where it is
 * @param fences its fenced blocks, in order
 * @param prose the lines outside of them
 */
record Page(Path file, List<Fence> fences, List<String> prose) {

    private static final Pattern MARK = Pattern.compile("<!--\\s*(.+?)\\s*-->");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    /** The pages of the repository. */
    static List<Page> all() {
        return Stream.concat(
                        Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
                                .map(Repository::path),
                        Repository.files(Repository.path("docs"), ".md").stream())
                .map(Page::read)
                .toList();
    }

    static Page read(Path file) {
        return parse(file, Repository.read(file).lines().toList());
    }

    static Page parse(Path file, List<String> lines) {
        List<Fence> fences = new ArrayList<>();
        List<String> prose = new ArrayList<>();
        String mark = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                int first = i + 1;
                int end = first;
                while (!lines.get(end).startsWith("```")) {
                    end++;
                }
                String language = line.substring(3).strip();
                fences.add(new Fence(Repository.name(file), first + 1, language, mark, lines.subList(first, end)));
                i = end;
                mark = "";
            } else {
                Matcher comment = MARK.matcher(line);
                mark = comment.matches() ? comment.group(1) : "";
                prose.add(line);
            }
        }
        return new Page(file, List.copyOf(fences), List.copyOf(prose));
    }

    List<Fence> fences(String language) {
        return fences.stream()
                .filter(fence -> fence.language().equals(language))
                .toList();
    }

    /** Where its links lead, other sites excepted. */
    List<String> links() {
        return prose.stream()
                .map(line -> CODE.matcher(line).replaceAll(""))
                .flatMap(line -> LINK.matcher(line).results())
                .map(link -> link.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .toList();
    }

    /** The names that links can point at: its headings, in lower case, with dashes for spaces. */
    List<String> anchors() {
        return prose.stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+\\s*", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .toList();
    }

    String name() {
        return Repository.name(file);
    }
}
