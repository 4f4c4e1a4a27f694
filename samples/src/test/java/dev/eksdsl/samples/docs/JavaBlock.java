package dev.eksdsl.samples.docs;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** A Java block as a class: as it stands if it declares a type, else as the body of a {@link Snippet}. */
final class JavaBlock {

    private static final Pattern TYPE = Pattern.compile(
            "^(?:public |final |abstract |sealed )*(?:class|record|interface|enum) (\\w+)", Pattern.MULTILINE);

    /** What pages need not import. */
    private static final String IMPORTS = Stream.of(
                    "dev.eksdsl.*",
                    "dev.eksdsl.aws.*",
                    "dev.eksdsl.aws.pacing.*",
                    "dev.eksdsl.execute.*",
                    "dev.eksdsl.fleet.*",
                    "dev.eksdsl.kubernetes.*",
                    "dev.eksdsl.kubernetes.access.*",
                    "dev.eksdsl.kubernetes.deploy.*",
                    "dev.eksdsl.kubernetes.workload.*",
                    "dev.eksdsl.model.*",
                    "dev.eksdsl.plan.*",
                    "dev.eksdsl.resource.*",
                    "dev.eksdsl.sweep.*",
                    "dev.eksdsl.testing.*",
                    "dev.eksdsl.testing.door.*",
                    "dev.eksdsl.testing.server.*",
                    "dev.eksdsl.time.*",
                    "io.fabric8.kubernetes.client.KubernetesClient",
                    "java.net.URI",
                    "java.nio.file.*",
                    "java.time.*",
                    "java.util.*",
                    "java.util.function.*",
                    "org.junit.jupiter.api.*",
                    "org.junit.jupiter.api.extension.*",
                    "software.amazon.awssdk.services.eks.EksClient",
                    "static dev.eksdsl.resource.nodegroup.TaintEffect.*",
                    "static org.assertj.core.api.Assertions.*")
            .map(name -> "import " + name + ";")
            .collect(Collectors.joining(" "));

    private final String name;
    private final boolean isType;
    private final Class<?> compiled;

    private JavaBlock(String name, boolean isType, Class<?> compiled) {
        this.name = name;
        this.isType = isType;
        this.compiled = compiled;
    }

    /** Compiles the block; fails with the compiler's messages if it cannot be. */
    static JavaBlock compile(Fence fence) {
        List<String> imports = fence.lines().stream()
                .filter(line -> line.startsWith("import "))
                .toList();
        String body = fence.lines().stream()
                .filter(line -> !line.startsWith("import "))
                .collect(Collectors.joining("\n"));
        Matcher type = TYPE.matcher(body);
        boolean isType = type.find();
        String name = isType ? type.group(1) : "Block";
        String source = String.join(" ", imports) + IMPORTS + "\n"
                + (isType
                        ? body
                        : "public class Block extends dev.eksdsl.samples.docs.Snippet {"
                                + " @Override protected void run() throws Exception {\n" + body + "\n}}");
        return new JavaBlock(fence.toString(), isType, InMemoryCompiler.compile(fence.toString(), name, source));
    }

    /** Runs it, as a JUnit test if it is one, and returns what it prints. */
    String run() throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            if (isType) {
                runTests();
            } else {
                try (Snippet snippet =
                        (Snippet) compiled.getDeclaredConstructor().newInstance()) {
                    snippet.run();
                }
            }
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void runTests() {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(compiled))
                .execute()
                .testEvents();
        tests.failed().stream().forEach(failure -> {
            throw new AssertionError(
                    failure.getTestDescriptor().getDisplayName() + " in " + name + " fails",
                    failure.getRequiredPayload(TestExecutionResult.class)
                            .getThrowable()
                            .orElse(null));
        });
        if (tests.succeeded().count() == 0) {
            throw new AssertionError("no test in " + name);
        }
    }
}
