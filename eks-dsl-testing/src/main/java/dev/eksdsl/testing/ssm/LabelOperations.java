package dev.eksdsl.testing.ssm;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionRequest;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionResponse;
import software.amazon.awssdk.services.ssm.model.UnlabelParameterVersionRequest;
import software.amazon.awssdk.services.ssm.model.UnlabelParameterVersionResponse;

/** Gives labels to versions of parameters and takes them away. A label moves when another version gets it. */
final class LabelOperations {

    /** Labels that one version can have (Systems Manager API reference, LabelParameterVersion). */
    private static final int MOST = 10;

    private static final Pattern LABEL = Pattern.compile("[A-Za-z_.-][A-Za-z0-9_.-]*");

    private final Parameters parameters;

    LabelOperations(Parameters parameters) {
        this.parameters = parameters;
    }

    void register(Operations operations) {
        operations.on(LabelParameterVersionRequest.class, this::label);
        operations.on(UnlabelParameterVersionRequest.class, this::unlabel);
    }

    private FakeParameter.Version version(FakeParameter parameter, @Nullable Long number) {
        if (number == null) {
            return parameter.newest();
        }
        return parameter.versions.stream()
                .filter(version -> version.number == number)
                .findFirst()
                .orElseThrow(() -> SsmFaults.noVersion(parameter.name, String.valueOf(number)));
    }

    private LabelParameterVersionResponse label(LabelParameterVersionRequest request, Caller caller) {
        FakeParameter parameter = parameters.demand(caller, request.name());
        FakeParameter.Version version = version(parameter, request.parameterVersion());
        List<String> good = request.labels().stream()
                .filter(LabelOperations::isLabel)
                .distinct()
                .toList();
        Set<String> all = new TreeSet<>(version.labels);
        all.addAll(good);
        if (all.size() > MOST) {
            throw SsmFaults.refuse(
                    "ParameterVersionLabelLimitExceeded",
                    "A parameter version can have maximum " + MOST
                            + " labels. Move one or more labels to another version and try again.");
        }
        parameter.versions.forEach(each -> each.labels.removeAll(good));
        version.labels.addAll(good);
        return LabelParameterVersionResponse.builder()
                .invalidLabels(request.labels().stream()
                        .filter(label -> !isLabel(label))
                        .toList())
                .parameterVersion(version.number)
                .build();
    }

    private static boolean isLabel(String label) {
        String lower = label.toLowerCase(Locale.ROOT);
        return LABEL.matcher(label).matches() && !lower.startsWith("aws") && !lower.startsWith("ssm");
    }

    private UnlabelParameterVersionResponse unlabel(UnlabelParameterVersionRequest request, Caller caller) {
        FakeParameter parameter = parameters.demand(caller, request.name());
        FakeParameter.Version version = version(parameter, request.parameterVersion());
        List<String> removed =
                request.labels().stream().filter(version.labels::contains).toList();
        List<String> unknown = request.labels().stream()
                .filter(label -> !removed.contains(label))
                .toList();
        removed.forEach(version.labels::remove);
        return UnlabelParameterVersionResponse.builder()
                .removedLabels(removed)
                .invalidLabels(unknown)
                .build();
    }
}
