package dev.eksdsl.testing.tagging;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ErrorCode;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.FailureInfo;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.UntagResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.UntagResourcesResponse;

/** The operations that change tags: each resource for itself, with failures told by ARN. */
final class ChangeOperations {

    private static final int BAD_REQUEST = 400;
    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:[a-z0-9-]+:[^:]*:[^:]*:.+");

    private final FakeTagging tagging;

    ChangeOperations(FakeTagging tagging) {
        this.tagging = tagging;
    }

    void register(Operations operations) {
        operations.on(TagResourcesRequest.class, this::tag);
        operations.on(UntagResourcesRequest.class, this::untag);
    }

    private TagResourcesResponse tag(TagResourcesRequest request, Caller caller) {
        request.tags().keySet().forEach(ChangeOperations::checkKey);
        return TagResourcesResponse.builder()
                .failedResourcesMap(change(request.resourceARNList(), caller, request.tags(), Set.of()))
                .build();
    }

    private UntagResourcesResponse untag(UntagResourcesRequest request, Caller caller) {
        request.tagKeys().forEach(ChangeOperations::checkKey);
        return UntagResourcesResponse.builder()
                .failedResourcesMap(
                        change(request.resourceARNList(), caller, Map.of(), new HashSet<>(request.tagKeys())))
                .build();
    }

    private static void checkKey(String key) {
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw TaggingFaults.invalid("Tag keys beginning with aws: are reserved: " + key);
        }
    }

    private Map<String, FailureInfo> change(
            List<String> arns, Caller caller, Map<String, String> set, Set<String> removed) {
        for (String arn : arns) {
            if (!ARN.matcher(arn).matches()) {
                throw TaggingFaults.invalid(arn + " is not a valid ARN");
            }
        }
        Map<String, FailureInfo> failures = new LinkedHashMap<>();
        for (String arn : arns) {
            try {
                if (!changeOne(caller, arn, set, removed)) {
                    failures.put(arn, failure(BAD_REQUEST, "The resource " + arn + " does not exist"));
                }
            } catch (AwsFault refused) {
                failures.put(arn, failure(refused.status(), String.valueOf(refused.getMessage())));
            }
        }
        return failures;
    }

    private boolean changeOne(Caller caller, String arn, Map<String, String> set, Set<String> removed) {
        for (FakeService service : tagging.services()) {
            if (service != tagging && service.retag(caller, arn, set, removed)) {
                return true;
            }
        }
        return false;
    }

    private static FailureInfo failure(int status, String message) {
        return FailureInfo.builder()
                .statusCode(status)
                .errorCode(ErrorCode.INVALID_PARAMETER_EXCEPTION)
                .errorMessage(message)
                .build();
    }
}
