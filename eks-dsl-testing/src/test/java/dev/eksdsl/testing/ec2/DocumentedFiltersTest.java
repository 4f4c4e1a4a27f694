package dev.eksdsl.testing.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Every filter that the EC2 API reference lists for an operation is known to the fake, and none beside. */
class DocumentedFiltersTest {

    private final Net net = new Net();

    static Stream<String> operations() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(DocumentedFiltersTest.class.getResourceAsStream("filters.txt")),
                StandardCharsets.UTF_8))) {
            return lines
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("Get"))
                    // needs a launch template first
                    .filter(line -> !line.startsWith("DescribeLaunchTemplateVersions"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyDocumentedFilterIsTaken(String line) {
        String[] words = line.split(" ");
        List<String> refused = Stream.of(words)
                .skip(1)
                .filter(filter -> !takes(words[0], filter))
                .toList();
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anUnknownFilterIsRefused(String line) {
        assertThatThrownBy(() -> call(line.split(" ")[0], "no-such-filter"))
                .isInstanceOf(Ec2Exception.class)
                .hasMessageContaining("no-such-filter");
    }

    private boolean takes(String operation, String filter) {
        try {
            call(operation, filter);
            return true;
        } catch (Ec2Exception e) {
            return false;
        }
    }

    private void call(String operation, String filter) {
        try {
            Class<?> type = Class.forName("software.amazon.awssdk.services.ec2.model." + operation + "Request");
            Object builder = type.getMethod("builder").invoke(null);
            Class<?> declared = Class.forName(type.getName() + "$Builder");
            String setter = Stream.of(declared.getMethods())
                            .map(method -> method.getName())
                            .anyMatch("filters"::equals)
                    ? "filters"
                    : "filter";
            declared.getMethod(setter, Collection.class)
                    .invoke(
                            builder,
                            List.of(Filter.builder().name(filter).values("x").build()));
            Object request = declared.getMethod("build").invoke(builder);
            String method = Character.toLowerCase(operation.charAt(0)) + operation.substring(1);
            Ec2Client.class.getMethod(method, type).invoke(net.ec2, (Ec2Request) request);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Ec2Exception refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
