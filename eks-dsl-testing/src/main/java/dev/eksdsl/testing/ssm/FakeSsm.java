package dev.eksdsl.testing.ssm;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Map;
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

/**
 * AWS Systems Manager's parameter store, read-only: {@code GetParameter}, {@code GetParameters} and {@code
 * GetParametersByPath} over the public parameters that name the images of EKS nodes.
 */
public final class FakeSsm implements FakeService {

    /** Entries of a page unless the request says less (AWS Systems Manager API reference, GetParametersByPath). */
    private static final int PAGE = 10;

    private final World world;
    private final PublicImages images;

    /** @param calendar for which Kubernetes versions there are images */
    public FakeSsm(World world, ImageCalendar calendar) {
        this.world = world;
        this.images = new PublicImages(calendar);
    }

    @Override
    public String signingName() {
        return "ssm";
    }

    @Override
    public void register(Operations operations) {
        operations.on(GetParameterRequest.class, this::get);
        operations.on(GetParametersRequest.class, this::getAll);
        operations.on(GetParametersByPathRequest.class, this::getByPath);
    }

    @Override
    public void reset() {
        // holds no state: the parameters follow from the time
    }

    private GetParameterResponse get(GetParameterRequest request, Caller caller) {
        String value = parameters(caller).get(request.name());
        if (value == null) {
            throw new AwsFault(400, "ParameterNotFound", "Parameter " + request.name() + " not found.");
        }
        return GetParameterResponse.builder()
                .parameter(parameter(request.name(), value, caller))
                .build();
    }

    private GetParametersResponse getAll(GetParametersRequest request, Caller caller) {
        SortedMap<String, String> known = parameters(caller);
        return GetParametersResponse.builder()
                .parameters(request.names().stream()
                        .flatMap(
                                name -> Stream.ofNullable(known.get(name)).map(value -> parameter(name, value, caller)))
                        .toList())
                .invalidParameters(request.names().stream()
                        .filter(name -> !known.containsKey(name))
                        .toList())
                .build();
    }

    private GetParametersByPathResponse getByPath(GetParametersByPathRequest request, Caller caller) {
        String folder = request.path().endsWith("/") ? request.path() : request.path() + "/";
        boolean recursive = Boolean.TRUE.equals(request.recursive());
        List<Map.Entry<String, String>> found = parameters(caller).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(folder))
                .filter(entry -> recursive || entry.getKey().indexOf('/', folder.length()) < 0)
                .toList();
        int from = Math.min(position(request.nextToken()), found.size());
        int to = Math.min(from + (request.maxResults() == null ? PAGE : request.maxResults()), found.size());
        return GetParametersByPathResponse.builder()
                .parameters(found.subList(from, to).stream()
                        .map(entry -> parameter(entry.getKey(), entry.getValue(), caller))
                        .toList())
                .nextToken(to < found.size() ? String.valueOf(to) : null)
                .build();
    }

    private static int position(@Nullable String token) {
        if (token == null) {
            return 0;
        }
        if (!token.matches("\\d{1,6}")) {
            throw new AwsFault(400, "InvalidNextToken", "The specified token is not valid.");
        }
        return Integer.parseInt(token);
    }

    private SortedMap<String, String> parameters(Caller caller) {
        return images.at(world.now(), caller.region());
    }

    private Parameter parameter(String name, String value, Caller caller) {
        return Parameter.builder()
                .name(name)
                .type(ParameterType.STRING)
                .value(value)
                .version(1L)
                .lastModifiedDate(world.now())
                .arn("arn:%s:ssm:%s::parameter%s".formatted(caller.partition(), caller.region(), name))
                .dataType(value.startsWith("ami-") ? "aws:ec2:image" : "text")
                .build();
    }
}
