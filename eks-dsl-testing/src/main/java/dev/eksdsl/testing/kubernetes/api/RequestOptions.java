package dev.eksdsl.testing.kubernetes.api;

import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks the options in a request's query. */
final class RequestOptions {

    private static final Set<String> VALIDATIONS = Set.of("", "Ignore", "Warn", "Strict");

    private RequestOptions() {}

    /** @param kind the kind of the options, such as {@code CreateOptions} */
    static void check(Call call, String kind, boolean apply) {
        List<Cause> causes = new ArrayList<>();
        if (kind.equals("PatchOptions")) {
            if (apply && call.parameter("fieldManager").isEmpty()) {
                causes.add(Cause.required("fieldManager", "is required for apply patch"));
            }
            if (!apply && call.parameters().containsKey("force")) {
                causes.add(Cause.forbidden("force", "may not be specified for non-apply patch"));
            }
        }
        String dryRun = call.parameter("dryRun");
        if (!dryRun.isEmpty() && !dryRun.equals("All")) {
            causes.add(new Cause(
                    "FieldValueNotSupported",
                    "Unsupported value: []string{\"" + dryRun + "\"}: supported values: \"All\"",
                    "dryRun"));
        }
        String validation = call.parameter("fieldValidation");
        if (!VALIDATIONS.contains(validation)) {
            causes.add(Cause.unsupported("fieldValidation", validation, "", "Ignore", "Strict", "Warn"));
        }
        if (!causes.isEmpty()) {
            throw ApiError.invalid("meta.k8s.io", kind, "", causes);
        }
    }
}
