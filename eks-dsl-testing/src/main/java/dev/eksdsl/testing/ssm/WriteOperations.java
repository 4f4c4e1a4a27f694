package dev.eksdsl.testing.ssm;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersResponse;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/** Puts and deletes parameters. */
final class WriteOperations {

    /** Standard parameters of an account in a region (AWS General Reference, Systems Manager quotas). */
    private static final int MOST = 10_000;

    private static final String DEFAULT_KEY = "alias/aws/ssm";

    private final Parameters parameters;

    WriteOperations(Parameters parameters) {
        this.parameters = parameters;
    }

    void register(Operations operations) {
        operations.on(PutParameterRequest.class, this::put);
        operations.on(DeleteParameterRequest.class, this::delete);
        operations.on(DeleteParametersRequest.class, this::deleteAll);
    }

    private PutParameterResponse put(PutParameterRequest request, Caller caller) {
        ParameterRules.name(request.name());
        Optional<FakeParameter> present = parameters.find(caller, request.name());
        boolean overwrite = Boolean.TRUE.equals(request.overwrite());
        if (overwrite && !request.tags().isEmpty()) {
            throw SsmFaults.invalid("Invalid request: tags and overwrite can't be used together. To create a parameter"
                    + " with tags, please remove overwrite flag. To update tags for an existing parameter, please use"
                    + " AddTagsToResource or RemoveTagsFromResource.");
        }
        if (present.isPresent() && !overwrite) {
            throw SsmFaults.refuse(
                    "ParameterAlreadyExists",
                    "The parameter already exists. To overwrite this value, set the overwrite option in the request to"
                            + " true.");
        }
        FakeParameter.Version before = present.map(FakeParameter::newest).orElse(null);
        ParameterType type = type(request, present.orElse(null));
        ParameterRules.value(
                request, inherited(request.allowedPattern(), before == null ? null : before.allowedPattern));
        FakeParameter.Version made = new FakeParameter.Version(
                before == null ? 1 : before.number + 1, request.value(), parameters.world.now(), caller.arn());
        made.tier = ParameterRules.tier(request, before == null ? null : before.tier);
        made.description = inherited(request.description(), before == null ? null : before.description);
        made.allowedPattern = inherited(request.allowedPattern(), before == null ? null : before.allowedPattern);
        if (request.dataType() != null) {
            made.dataType = request.dataType();
        } else if (before != null) {
            made.dataType = before.dataType;
        }
        made.keyId = keyId(request, type);
        FakeParameter parameter = present.orElseGet(() -> add(request, caller, type));
        forgetOldest(parameter);
        parameter.versions.add(made);
        return PutParameterResponse.builder()
                .version(made.number)
                .tier(made.tier)
                .build();
    }

    private static @Nullable String inherited(@Nullable String given, @Nullable String before) {
        return given == null ? before : given;
    }

    private static ParameterType type(PutParameterRequest request, @Nullable FakeParameter present) {
        if (present == null) {
            if (request.type() == null) {
                throw SsmFaults.invalid("A parameter type is required when you create a parameter.");
            }
            return request.type();
        }
        if (request.type() != null && request.type() != present.type) {
            throw SsmFaults.refuse(
                    "HierarchyTypeMismatchException",
                    "Parameter Store does not support changing a parameter type in a hierarchy. For example, you can't"
                            + " change a parameter from a String type to a SecureString type. You must create a new,"
                            + " unique parameter.");
        }
        return present.type;
    }

    private static @Nullable String keyId(PutParameterRequest request, ParameterType type) {
        if (type == ParameterType.SECURE_STRING) {
            return request.keyId() == null ? DEFAULT_KEY : request.keyId();
        }
        if (request.keyId() != null) {
            throw SsmFaults.invalid("KeyId is required for SecureString type parameter only.");
        }
        return null;
    }

    private FakeParameter add(PutParameterRequest request, Caller caller, ParameterType type) {
        if (parameters.of(caller).size() >= MOST) {
            throw SsmFaults.refuse(
                    "ParameterLimitExceeded",
                    "You have exceeded the number of parameters for this AWS account. Delete one or more parameters and"
                            + " try again.");
        }
        FakeParameter parameter = new FakeParameter(caller, request.name(), type);
        ParameterTags.add(parameter, ParameterTags.of(request.tags()));
        parameters.add(parameter);
        return parameter;
    }

    private static void forgetOldest(FakeParameter parameter) {
        if (parameter.versions.size() < FakeParameter.MOST_VERSIONS) {
            return;
        }
        FakeParameter.Version oldest = parameter.versions.get(0);
        if (!oldest.labels.isEmpty()) {
            throw SsmFaults.refuse(
                    "ParameterMaxVersionLimitExceeded",
                    "You attempted to create a new version of " + parameter.name + " by calling the PutParameter API"
                            + " with the overwrite flag. Version " + oldest.number + ", the oldest version, can't be"
                            + " deleted because it has a label associated with it. Move the label to another version of"
                            + " the parameter, and try again.");
        }
        parameter.versions.remove(0);
    }

    private DeleteParameterResponse delete(DeleteParameterRequest request, Caller caller) {
        parameters.remove(parameters.demand(caller, request.name()));
        return DeleteParameterResponse.builder().build();
    }

    private DeleteParametersResponse deleteAll(DeleteParametersRequest request, Caller caller) {
        List<String> deleted = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : request.names()) {
            Optional<FakeParameter> found = parameters.find(caller, name);
            found.ifPresent(parameters::remove);
            (found.isPresent() ? deleted : unknown).add(name);
        }
        return DeleteParametersResponse.builder()
                .deletedParameters(deleted)
                .invalidParameters(unknown)
                .build();
    }
}
