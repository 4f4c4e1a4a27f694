package dev.eksdsl.testing.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.ec2.NodeImages;
import dev.eksdsl.testing.server.TestServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;

class FakeSsmTest {

    private static final NodeImages.Releases CALENDAR = new NodeImages.Releases() {
        @Override
        public List<String> versions(Instant moment) {
            return List.of("1.32", "1.33");
        }

        @Override
        public String release(String version, Instant moment) {
            return version + ".4-20261101";
        }
    };

    private final TestServer fake = new TestServer(world -> new FakeSsm(world, new NodeImages(CALENDAR)));
    private final SsmClient ssm = fake.client(SsmClient.builder());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/aws/service/eks/optimized-ami/1.33/amazon-linux-2023/x86_64/standard/recommended/image_id",
                "/aws/service/eks/optimized-ami/1.33/amazon-linux-2023/arm64/nvidia/recommended/image_id",
                "/aws/service/eks/optimized-ami/1.32/amazon-linux-2/recommended/image_id",
                "/aws/service/eks/optimized-ami/1.32/amazon-linux-2-gpu/recommended/image_id",
                "/aws/service/bottlerocket/aws-k8s-1.33/x86_64/latest/image_id",
                "/aws/service/bottlerocket/aws-k8s-1.33-nvidia-fips/arm64/latest/image_id",
                "/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-EKS_Optimized-1.33/image_id",
            })
    void publishedImage_hasAnId(String name) {
        var parameter = ssm.getParameter(r -> r.name(name)).parameter();

        assertThat(parameter.name()).isEqualTo(name);
        assertThat(parameter.value()).matches("ami-0[0-9a-f]{16}");
        assertThat(parameter.arn()).isEqualTo("arn:aws:ssm:eu-west-1::parameter" + name);
        assertThat(ssm.getParameter(r -> r.name(name)).parameter().value()).isEqualTo(parameter.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/aws/service/eks/optimized-ami/1.33/amazon-linux-2/recommended/image_id",
                "/aws/service/eks/optimized-ami/1.31/amazon-linux-2023/x86_64/standard/recommended/image_id",
                "/aws/service/eks/optimized-ami/1.33/amazon-linux-2023/arm64/neuron/recommended/image_id",
                "/aws/service/bottlerocket/aws-k8s-1.33/x86_64/recommended/image_id",
                "/mine",
            })
    void imageThatIsNotPublished_isNotFound(String name) {
        assertThatThrownBy(() -> ssm.getParameter(r -> r.name(name))).isInstanceOf(ParameterNotFoundException.class);
    }

    @Test
    void releaseVersion_isThatOfTheCalendar() {
        String name =
                "/aws/service/eks/optimized-ami/1.33/amazon-linux-2023/x86_64/standard/recommended/release_version";

        assertThat(ssm.getParameter(r -> r.name(name)).parameter().value()).isEqualTo("1.33.4-20261101");
    }

    @Test
    void getParameters_tellsThoseThatAreNotThere() {
        String known = "/aws/service/bottlerocket/aws-k8s-1.33/x86_64/latest/image_id";

        var found = ssm.getParameters(r -> r.names(known, "/mine"));

        assertThat(found.parameters())
                .singleElement()
                .satisfies(p -> assertThat(p.name()).isEqualTo(known));
        assertThat(found.invalidParameters()).containsExactly("/mine");
    }

    @Test
    void byPath_givesPagesOfWhatIsBelow() {
        String path = "/aws/service/eks/optimized-ami/1.32";

        assertThat(ssm.getParametersByPath(r -> r.path(path)).parameters()).isEmpty();
        assertThat(ssm.getParametersByPath(r -> r.path(path).recursive(true)).parameters())
                .hasSize(10);
        assertThat(ssm.getParametersByPathPaginator(r -> r.path(path).recursive(true)).stream()
                        .flatMap(page -> page.parameters().stream()))
                .hasSize(2 * (5 + 3))
                .allSatisfy(parameter -> assertThat(parameter.name()).startsWith(path + "/"));
        assertThatThrownBy(() -> ssm.getParametersByPath(r -> r.path(path).nextToken("x")))
                .isInstanceOf(SsmException.class)
                .hasMessageContaining("token");
    }
}
