package dev.eksdsl.testing.ssm;

import dev.eksdsl.testing.ec2.NodeImages;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Gives values: of parameters of the caller, and of the public ones that name images. */
final class ReadOperations {

    /** Entries of a page unless the request says less (Systems Manager API reference, GetParametersByPath). */
    private static final int PAGE = 10;

    private static final String PUBLIC = "/aws/service/";

    private final Parameters parameters;
    private final PublicImages images;

    ReadOperations(Parameters parameters, NodeImages images) {
        this.parameters = parameters;
        this.images = new PublicImages(images);
    }

    void register(Operations operations) {
        operations.on(GetParameterRequest.class, this::get);
        operations.on(GetParametersRequest.class, this::getAll);
        operations.on(GetParametersByPathRequest.class, this::getByPath);
    }

    private GetParameterResponse get(GetParameterRequest request, Caller caller) {
        return GetParameterResponse.builder()
                .parameter(found(request.name(), Boolean.TRUE.equals(request.withDecryption()), caller)
                        .orElseThrow(() -> SsmFaults.notFound(request.name())))
                .build();
    }

    /** @throws AwsFault if there is the parameter, but not the version */
    private Optional<Parameter> found(String asked, boolean decrypted, Caller caller) {
        if (asked.startsWith(PUBLIC)) {
            String value = published(caller).get(asked);
            return value == null ? Optional.empty() : Optional.of(published(asked, value, caller));
        }
        // an ARN has colons of its own
        int colon =
                asked.startsWith("arn:") ? asked.indexOf(':', asked.indexOf(":parameter/") + 1) : asked.indexOf(':');
        if (colon < 0) {
            return parameters.find(caller, asked).map(parameter -> parameter.view(parameter.newest(), decrypted, null));
        }
        String selector = asked.substring(colon + 1);
        return parameters
                .find(caller, asked.substring(0, colon))
                .map(parameter -> parameter.view(
                        parameter.version(selector).orElseThrow(() -> SsmFaults.noVersion(parameter.name, selector)),
                        decrypted,
                        ":" + selector));
    }

    private GetParametersResponse getAll(GetParametersRequest request, Caller caller) {
        if (new HashSet<>(request.names()).size() < request.names().size()) {
            throw SsmFaults.invalid(
                    "There are duplicate parameter names in your request. Remove the duplicate names and"
                            + " then try again");
        }
        boolean decrypted = Boolean.TRUE.equals(request.withDecryption());
        List<Parameter> found = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : request.names()) {
            quietly(name, decrypted, caller).ifPresentOrElse(found::add, () -> unknown.add(name));
        }
        return GetParametersResponse.builder()
                .parameters(found)
                .invalidParameters(unknown)
                .build();
    }

    /** A version that is not there makes the name an unknown one in a list. */
    private Optional<Parameter> quietly(String name, boolean decrypted, Caller caller) {
        try {
            return found(name, decrypted, caller);
        } catch (AwsFault noVersion) {
            return Optional.empty();
        }
    }

    private GetParametersByPathResponse getByPath(GetParametersByPathRequest request, Caller caller) {
        String folder = ParameterRules.folder(request.path());
        boolean recursive = Boolean.TRUE.equals(request.recursive());
        boolean decrypted = Boolean.TRUE.equals(request.withDecryption());
        List<ParameterFilter> filters = request.parameterFilters().stream()
                .map(filter -> ParameterFilter.of(filter, true))
                .toList();
        String label = request.parameterFilters().stream()
                .filter(filter -> filter.key().equals("Label"))
                .flatMap(filter -> filter.values().stream())
                .findFirst()
                .orElse(null);
        Stream<Parameter> own = parameters.of(caller).stream()
                .filter(parameter -> ParameterFilter.isBelow(parameter.name, request.path(), recursive))
                .filter(parameter -> filters.stream().allMatch(filter -> filter.matches(parameter)))
                .map(parameter -> labelled(parameter, label, decrypted));
        Stream<Parameter> ofAws = folder.startsWith("/aws/") && filters.isEmpty()
                ? published(caller).entrySet().stream()
                        .filter(entry -> ParameterFilter.isBelow(entry.getKey(), request.path(), recursive))
                        .map(entry -> published(entry.getKey(), entry.getValue(), caller))
                : Stream.of();
        Page<Parameter> page = Parameters.page(
                Stream.concat(own, ofAws).toList(),
                Parameter::name,
                request.maxResults() == null ? PAGE : request.maxResults(),
                request.nextToken());
        return GetParametersByPathResponse.builder()
                .parameters(page.items())
                .nextToken(page.next())
                .build();
    }

    private static Parameter labelled(FakeParameter parameter, @Nullable String label, boolean decrypted) {
        return label == null
                ? parameter.view(parameter.newest(), decrypted, null)
                : parameter.view(parameter.version(label).orElseGet(parameter::newest), decrypted, ":" + label);
    }

    private SortedMap<String, String> published(Caller caller) {
        return images.at(parameters.world.now(), caller.region());
    }

    private Parameter published(String name, String value, Caller caller) {
        return Parameter.builder()
                .name(name)
                .type(ParameterType.STRING)
                .value(value)
                .version(1L)
                .lastModifiedDate(parameters.world.now())
                .arn("arn:%s:ssm:%s::parameter%s".formatted(caller.partition(), caller.region(), name))
                .dataType(value.startsWith("ami-") ? "aws:ec2:image" : "text")
                .build();
    }
}
