package dev.eksdsl.testing.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replays what a real API server was recorded to answer. What is known to differ is listed in {@code differences.txt} with
 * its reason; a listed exchange that is answered alike fails the test, as does an unlisted one that is not.
 */
class RecordedBehaviourTest {

    @ParameterizedTest
    @ValueSource(strings = {"discovery", "defaults", "errors", "apply", "lists-watch", "lifecycle", "crd"})
    void recordedExchange_isAnsweredAlike(String file) throws IOException {
        Optional<Path> folder = RecordedExchange.folder();
        assumeTrue(folder.isPresent(), "the recordings are not here");
        Map<String, String> known = known(file);
        Replay replay = new Replay(file, folder.get());
        Map<String, List<String>> different = new LinkedHashMap<>();
        List<RecordedExchange> exchanges = replay.exchanges();
        for (RecordedExchange exchange : exchanges) {
            List<String> differences = replay.differences(exchange);
            if (!differences.isEmpty()) {
                different.put(exchange.name(), differences);
            }
        }
        System.out.printf(
                "%s: %d exchanges tried, %d equal, %d known to differ%n",
                file, exchanges.size(), exchanges.size() - different.size(), known.size());
        Set<String> unexpected = new TreeSet<>(different.keySet());
        unexpected.removeAll(known.keySet());
        StringBuilder report = new StringBuilder();
        unexpected.forEach(name ->
                report.append("\n").append(name).append("\n   ").append(String.join("\n   ", different.get(name))));
        Set<String> healed = new TreeSet<>(known.keySet());
        healed.removeAll(different.keySet());
        assertThat(report.toString())
                .as("exchanges answered otherwise than recorded")
                .isEmpty();
        assertThat(healed)
                .as("exchanges listed in differences.txt that are answered as recorded")
                .isEmpty();
    }

    private static Map<String, String> known(String file) throws IOException {
        Map<String, String> known = new LinkedHashMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RecordedBehaviourTest.class.getResourceAsStream("differences.txt")),
                StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> line.startsWith(file + " | ")).forEach(line -> {
                String[] parts = line.split(" \\| ", 3);
                known.put(parts[1], parts[2]);
            });
        }
        return known;
    }
}
