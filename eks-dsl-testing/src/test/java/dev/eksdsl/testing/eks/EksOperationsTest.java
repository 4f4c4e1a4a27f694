package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.BrokenRequests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateEksAnywhereSubscriptionRequest;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.eks.model.EksRequest;
import software.amazon.awssdk.services.eks.model.RegisterClusterRequest;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * Every operation of the SDK's EKS model, and every error that the model gives it, through a real client. The operations
 * and their errors are read from the SDK's client interface: a new one fails these tests until it has its row.
 */
class EksOperationsTest {

    /** What no request leads to: it is the server's own trouble, or the caller's lack of permissions. */
    private static final Set<String> BY_FAULT = Set.of(
            "ServerException",
            "ServiceUnavailableException",
            "ThrottlingException",
            "ClientException",
            "AccessDeniedException");

    private static final Map<String, Integer> STATUSES = Map.of(
            "ServerException", 500,
            "ServiceUnavailableException", 503,
            "ThrottlingException", 429,
            "AccessDeniedException", 403,
            "ResourceNotFoundException", 404,
            "NotFoundException", 404,
            "ResourceInUseException", 409,
            "ResourcePropagationDelayException", 428);

    private static final Map<String, Function<EksScene, EksRequest>> SUCCESSES = EksSuccesses.all();
    private static final Map<String, Function<EksScene, EksRequest>> REFUSALS = EksRefusals.all();

    @Test
    void everyOperationOfTheModel_hasASuccessHere() {
        assertThat(operations().keySet()).isEqualTo(SUCCESSES.keySet()).hasSize(65);
    }

    @TestFactory
    Stream<DynamicTest> success() {
        return operations().values().stream()
                .map(operation -> DynamicTest.dynamicTest(name(operation), () -> {
                    try (EksScene scene = new EksScene()) {
                        EksRequest request = SUCCESSES.get(name(operation)).apply(scene);
                        assertThat(answer(scene, operation, request)).isEqualTo("success");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> notFound() {
        return operations().values().stream()
                .filter(operation -> absent(SUCCESSES.get(name(operation)).apply(new EksScene()))
                        .isPresent())
                .map(operation -> DynamicTest.dynamicTest(name(operation), () -> {
                    try (EksScene scene = new EksScene()) {
                        EksRequest request = absent(
                                        SUCCESSES.get(name(operation)).apply(scene))
                                .orElseThrow();
                        assertThat(answer(scene, operation, request)).matches("(Resource)?NotFoundException 404");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> modelledError() throws IOException {
        Set<String> unreachable = unreachable();
        return operations().values().stream()
                .flatMap(operation -> errors(operation).stream()
                        .map(error -> DynamicTest.dynamicTest(
                                name(operation) + " " + error, () -> error(operation, error, unreachable))));
    }

    private static void error(Method operation, String error, Set<String> unreachable) {
        String row = name(operation) + " " + error;
        String expected = error + " " + STATUSES.getOrDefault(error, 400);
        try (EksScene scene = new EksScene();
                EksScene undisturbed = new EksScene()) {
            Optional<EksRequest> refused = refused(scene, operation, error);
            assertThat(refused.isPresent())
                    .as(row + ": either a situation leads to it, or it is listed as one that none leads to")
                    .isNotEqualTo(BY_FAULT.contains(error) || unreachable.contains(row));
            if (refused.isPresent()) {
                assertThat(answer(scene, operation, refused.get())).isEqualTo(expected);
            } else {
                EksRequest request = SUCCESSES.get(name(operation)).apply(undisturbed);
                int status = STATUSES.getOrDefault(error, 400);
                undisturbed.server.faults().on(name(operation)).fail(status, error, "as told by the test");
                assertThat(answer(undisturbed, operation, request)).isEqualTo(expected);
            }
        }
    }

    /** The request that is refused with the error, once the scene is set for it. */
    private static Optional<EksRequest> refused(EksScene scene, Method operation, String error) {
        Function<EksScene, EksRequest> row = REFUSALS.get(name(operation) + " " + error);
        if (row != null) {
            return Optional.of(row.apply(scene));
        }
        if (error.equals("InvalidParameterException")) {
            EksRequest good = SUCCESSES.get(name(operation)).apply(scene);
            return BrokenRequests.of("eks", good).stream()
                    .filter(broken -> !broken.isForPath())
                    .map(broken -> (EksRequest) broken.request())
                    .findFirst();
        }
        return error.equals("ResourceNotFoundException")
                ? absent(SUCCESSES.get(name(operation)).apply(scene))
                : Optional.empty();
    }

    /** The same request about a cluster, subscription or resource that does not exist. */
    private static Optional<EksRequest> absent(EksRequest request) {
        boolean makes = request instanceof CreateClusterRequest
                || request instanceof RegisterClusterRequest
                || request instanceof CreateEksAnywhereSubscriptionRequest;
        if (makes || request.sdkFields().isEmpty()) {
            return Optional.empty();
        }
        for (SdkField<?> field : request.sdkFields()) {
            boolean named = Set.of("clusterName", "name", "resourceArn").contains(field.memberName())
                    || field.memberName().equals("id")
                            && request.getClass().getSimpleName().contains("Subscription");
            if (named) {
                SdkPojo builder = (SdkPojo) ((ToCopyableBuilder<?, ?>) request).toBuilder();
                String absent = field.memberName().equals("resourceArn")
                        ? "arn:aws:eks:us-east-1:111122223333:cluster/absent"
                        : "absent";
                field.set(builder, absent);
                return Optional.of((EksRequest) ((EksRequest.Builder) builder).build());
            }
        }
        return Optional.empty();
    }

    private static Set<String> unreachable() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(EksOperationsTest.class.getResourceAsStream("unreachable-errors.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
        }
    }

    private static Map<String, Method> operations() {
        return Stream.of(EksClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && EksRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                        && !method.getName().endsWith("Paginator"))
                .collect(Collectors.toMap(EksOperationsTest::name, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    private static String name(Method operation) {
        String request = operation.getParameterTypes()[0].getSimpleName();
        return request.substring(0, request.length() - "Request".length());
    }

    private static List<String> errors(Method operation) {
        return Stream.of(operation.getExceptionTypes())
                .filter(error -> EksException.class.isAssignableFrom(error) && error != EksException.class)
                .map(Class::getSimpleName)
                .toList();
    }

    private static String answer(EksScene scene, Method operation, EksRequest request) {
        try {
            operation.invoke(scene.client, request);
            return "success";
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof AwsServiceException refusal) {
                assertThat(refusal.awsErrorDetails().errorMessage()).isNotBlank();
                return refusal.getClass().getSimpleName() + " " + refusal.statusCode();
            }
            return String.valueOf(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
