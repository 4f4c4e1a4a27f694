package dev.eksdsl.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eksdsl.testing.FakeAws;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.EksRequest;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;

/** Every constraint of EKS's model, broken one at a time through a real client. */
class EksConstraintsTest {

    private static final String REFUSED = "(?s)InvalidParameterException 400: \\d validation errors? detected: .*";

    /** A request without a label of its path means another operation, or none. */
    private static final String NOT_REACHED = "(?s)\\w+Exception 4\\d\\d: .*";

    @Test
    void everyConstraintBroken_isRefusedAsInvalidParameter() {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        int inPaths = 0;
        try (FakeAws aws = FakeAws.create();
                EksClient client = client(aws)) {
            for (Method operation : operations()) {
                for (BrokenRequests.Broken broken :
                        BrokenRequests.of("eks", operation.getParameterTypes()[0])) {
                    tried++;
                    inPaths += broken.isForPath() ? 1 : 0;
                    String answer = answer(client, operation, broken.request());
                    if (!answer.matches(broken.isForPath() ? NOT_REACHED : REFUSED)) {
                        wrong.add(operation.getName() + ", " + broken.what() + ": " + answer);
                    }
                }
            }
        }
        System.out.printf(
                "constraints of EKS's model: %d broken (%d of them as empty labels of paths), %d refused rightly%n",
                tried, inPaths, tried - wrong.size());
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(350);
    }

    @Test
    void everyMemberAsTheModelAllows_passesValidation() {
        FilledRequest filled = new FilledRequest(Constraints.of("eks"));
        try (FakeAws aws = FakeAws.create();
                EksClient client = client(aws)) {
            for (Method operation : operations()) {
                assertThat(answer(client, operation, filled.of(operation.getParameterTypes()[0])))
                        .as(operation.getName())
                        .doesNotContain("validation error");
            }
        }
    }

    @Test
    void constraintsHeld_areThoseOfTheServiceModel() throws IOException {
        Optional<Path> found = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve("shared/domain/constraints/eks.json"))
                .filter(Files::exists)
                .findFirst();
        assumeTrue(found.isPresent(), "the constraints of the service model are not beside the project");
        JsonNode model = new ObjectMapper().readTree(found.get().toFile());
        Constraints held = Constraints.of("eks");
        List<String> missing = new ArrayList<>();
        model.path("operations").forEach(operation -> {
            String input = operation.path("input").asText();
            model.path("shapes").path(input).path("required").forEach(member -> {
                if (held.of(input, member.asText()).filter(Constraint::required).isEmpty()) {
                    missing.add(input + " " + member.asText() + " required");
                }
            });
            model.path("shapes").path(input).path("members").properties().forEach(member -> {
                String shape = member.getValue().isTextual()
                        ? member.getValue().asText()
                        : member.getValue().path("shape").asText();
                JsonNode limits = model.path("shapes").path(shape);
                boolean limited = (limits.has("min") && limits.path("min").asInt() != 0 || limits.has("max"))
                        && !limits.path("type").asText().equals("structure");
                if (limited && held.of(input, member.getKey()).isEmpty()) {
                    missing.add(input + " " + member.getKey() + " " + limits);
                }
            });
        });
        assertThat(missing).isEmpty();
    }

    private static List<Method> operations() {
        return Stream.of(EksClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && EksRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                        && !method.getName().endsWith("Paginator"))
                .toList();
    }

    private static String answer(EksClient client, Method operation, SdkPojo request) {
        try {
            operation.invoke(client, request);
            return "success";
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof AwsServiceException refusal) {
                String code = refusal instanceof InvalidParameterException
                        ? "InvalidParameterException"
                        : refusal.awsErrorDetails().errorCode();
                return code + " " + refusal.statusCode() + ": "
                        + refusal.awsErrorDetails().errorMessage();
            }
            return String.valueOf(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** A client that leaves out labels of paths, which the SDK's own does not. */
    private static EksClient client(FakeAws aws) {
        return EksClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(aws.credentials())
                .httpClient(aws.httpClient())
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public SdkHttpRequest modifyHttpRequest(
                            Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
                        String path = context.httpRequest().encodedPath();
                        return context.httpRequest()
                                .copy(request -> request.encodedPath(path.replace(BrokenRequests.DROPPED_LABEL, "")));
                    }
                }))
                .build();
    }
}
