package dev.eksdsl.testing.ssm;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryResponse;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/** Tells of parameters of the caller and of their past versions. */
final class DescribeOperations {

    private static final int PAGE = 50;

    private final Parameters parameters;

    DescribeOperations(Parameters parameters) {
        this.parameters = parameters;
    }

    void register(Operations operations) {
        operations.on(DescribeParametersRequest.class, this::describe);
        operations.on(GetParameterHistoryRequest.class, this::history);
    }

    private DescribeParametersResponse describe(DescribeParametersRequest request, Caller caller) {
        if (!request.filters().isEmpty() && !request.parameterFilters().isEmpty()) {
            throw SsmFaults.invalid("You can use either Filters or ParameterFilters in a single request.");
        }
        // the older form of filters says less: names begin with a value, all else equals one
        Stream<ParameterStringFilter> older = request.filters().stream()
                .map(filter -> ParameterStringFilter.builder()
                        .key(filter.keyAsString())
                        .option(filter.keyAsString().equals("Name") ? "BeginsWith" : "Equals")
                        .values(filter.values())
                        .build());
        List<ParameterFilter> filters = Stream.concat(older, request.parameterFilters().stream())
                .map(filter -> ParameterFilter.of(filter, false))
                .toList();
        List<FakeParameter> found = parameters.of(caller).stream()
                .filter(parameter -> filters.stream().allMatch(filter -> filter.matches(parameter)))
                .toList();
        Page<FakeParameter> page = Parameters.page(
                found,
                parameter -> parameter.name,
                request.maxResults() == null ? PAGE : request.maxResults(),
                request.nextToken());
        return DescribeParametersResponse.builder()
                .parameters(page.items().stream().map(DescribeOperations::view).toList())
                .nextToken(page.next())
                .build();
    }

    private static ParameterMetadata view(FakeParameter parameter) {
        FakeParameter.Version newest = parameter.newest();
        return ParameterMetadata.builder()
                .name(parameter.name)
                .arn(parameter.arn())
                .type(parameter.type)
                .keyId(newest.keyId)
                .lastModifiedDate(newest.modified)
                .lastModifiedUser(newest.user)
                .description(newest.description)
                .allowedPattern(newest.allowedPattern)
                .version(newest.number)
                .tier(newest.tier)
                .policies(List.of())
                .dataType(newest.dataType)
                .build();
    }

    private GetParameterHistoryResponse history(GetParameterHistoryRequest request, Caller caller) {
        FakeParameter parameter = parameters.demand(caller, request.name());
        boolean decrypted = Boolean.TRUE.equals(request.withDecryption());
        Page<FakeParameter.Version> page = Parameters.page(
                parameter.versions,
                version -> String.format("%019d", version.number),
                request.maxResults() == null ? PAGE : request.maxResults(),
                request.nextToken());
        return GetParameterHistoryResponse.builder()
                .parameters(page.items().stream()
                        .map(version -> view(parameter, version, decrypted))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private static ParameterHistory view(FakeParameter parameter, FakeParameter.Version version, boolean decrypted) {
        return ParameterHistory.builder()
                .name(parameter.name)
                .type(parameter.type)
                .keyId(version.keyId)
                .lastModifiedDate(version.modified)
                .lastModifiedUser(version.user)
                .description(version.description)
                .value(parameter.value(version, decrypted))
                .allowedPattern(version.allowedPattern)
                .version(version.number)
                .labels(version.labels)
                .tier(version.tier)
                .policies(List.of())
                .dataType(version.dataType)
                .build();
    }
}
