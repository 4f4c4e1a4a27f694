package dev.eksdsl.kubernetes.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eksdsl.kubernetes.deploy.RolloutDiagnosis.Phase;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judgement on Deployments that were recorded from a real API server; skipped where the recording is missing. */
class RecordedRolloutTest {

    @ParameterizedTest
    @CsvSource({
        "rollout: create, PROGRESSING",
        "Deployment before pods are ready, PROGRESSING",
        "Deployment with 1 of 3 ready, PROGRESSING",
        "Deployment with 2 of 3 ready, PROGRESSING",
        "Deployment with 3 of 3 ready, COMPLETE",
        "rollout: set image, PROGRESSING",
        "rollout done: Deployment, COMPLETE",
        "Deployment past its progress deadline, FAILED"
    })
    void recordedDeployment_isJudgedAsKubectlDoes(String exchange, Phase phase) throws IOException {
        Optional<Path> recording = recording();
        assumeTrue(recording.isPresent(), "no recording here");

        Deployment deployment = recorded(recording.get(), exchange);

        assertThat(RolloutDiagnosis.of(deployment, List.of(), List.of(), List.of())
                        .phase())
                .isEqualTo(phase);
    }

    private static Optional<Path> recording() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/domain/kubernetes/lifecycle.jsonl"))
                .filter(Files::exists)
                .findFirst();
    }

    private static Deployment recorded(Path recording, String exchange) throws IOException {
        for (String line : Files.readAllLines(recording)) {
            Map<?, ?> told = Serialization.unmarshal(line, Map.class);
            if (exchange.equals(told.get("name"))) {
                Object body = ((Map<?, ?>) told.get("response")).get("body");
                return Serialization.unmarshal(Serialization.asJson(body), Deployment.class);
            }
        }
        throw new IllegalArgumentException("not recorded: " + exchange);
    }
}
