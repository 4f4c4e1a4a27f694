package dev.eksdsl.testing.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;

/**
 * The wire form of one service, for all its operations: what a request asks for, and the typed request that it carries.
 * Its {@link #encoder()} writes the answers.
 *
 * <p>Thread-safe. Operations are read from the SDK on first use.
 */
public final class ServiceCodec {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Protocol protocol;
    private final OperationCatalog catalog;
    private final ResponseEncoder encoder;

    private ServiceCodec(SdkService service, String signingName) {
        this.protocol = service.protocol();
        this.catalog = new OperationCatalog(service);
        this.encoder = new ResponseEncoder(protocol, signingName);
    }

    /**
     * The codec of the service that a request class belongs to.
     *
     * @param anyRequest any of the service's request classes
     * @param signingName the service's name in signatures
     */
    public static ServiceCodec of(Class<?> anyRequest, String signingName) {
        return new ServiceCodec(new SdkService(anyRequest), signingName);
    }

    public Protocol protocol() {
        return protocol;
    }

    public ResponseEncoder encoder() {
        return encoder;
    }

    /** What the request says it wants, known or not: the name of an operation, or for REST the method and path. */
    public String wanted(WireRequest request) {
        return switch (protocol) {
            case REST_JSON -> request.method() + " " + request.path();
            case AWS_JSON -> target(request);
            case AWS_QUERY, EC2_QUERY -> {
                FormFields fields = FormFields.of(request);
                String action = fields.first("Action");
                yield isOfAnotherVersion(fields, action) ? action + " of version " + fields.first("Version") : action;
            }
        };
    }

    /** Two services share a name in signatures: classic and newer load balancers, told apart by the version of the API. */
    private boolean isOfAnotherVersion(FormFields fields, String action) {
        return protocol == Protocol.AWS_QUERY
                && fields.has("Version")
                && catalog.named(action)
                        .filter(operation -> !operation.apiVersion().equals(fields.first("Version")))
                        .isPresent();
    }

    /** The operation that the request asks for; empty if the service has none such. */
    public Optional<Operation> operation(WireRequest request) {
        return protocol == Protocol.REST_JSON
                ? catalog.routed(request.method(), request.path()).map(OperationCatalog.Routed::operation)
                : catalog.named(wanted(request));
    }

    /** The operation of this name, as AWS writes it; empty if the service has none such. */
    public Optional<Operation> operation(String name) {
        return catalog.named(name);
    }

    /**
     * The typed request.
     *
     * @param operation what {@link #operation(WireRequest)} gave for this request
     * @throws MalformedRequestException if it cannot be read
     */
    public SdkPojo decode(Operation operation, WireRequest request) {
        SdkPojo builder = operation.newRequest();
        if (protocol.isQuery()) {
            new QueryReader(protocol).fill(builder, FormTree.of(FormFields.of(request)));
        } else {
            JsonReader.fill(builder, json(request));
        }
        if (protocol == Protocol.REST_JSON) {
            fillFromUri(builder, request);
        }
        return Operation.build(builder);
    }

    private void fillFromUri(SdkPojo builder, WireRequest request) {
        Map<String, String> path =
                catalog.routed(request.method(), request.path()).orElseThrow().pathVariables();
        FormFields query = FormFields.parse(request.query());
        for (SdkField<?> field : builder.sdkFields()) {
            String name = field.locationName();
            switch (field.location()) {
                case PATH ->
                    field.set(builder, FieldText.parse(field, requireNonNull(path.get(name), "the template names it")));
                case QUERY_PARAM -> {
                    if (query.has(name)) {
                        field.set(builder, queryValue(field, query.all(name)));
                    }
                }
                case PAYLOAD -> {}
                default ->
                    throw new IllegalStateException("%s of %s is in a place that the fake does not read: %s"
                            .formatted(field.memberName(), builder.getClass().getName(), field.location()));
            }
        }
    }

    private static Object queryValue(SdkField<?> field, List<String> values) {
        Optional<ListTrait> list = field.getOptionalTrait(ListTrait.class);
        if (list.isPresent()) {
            SdkField<?> element = list.get().memberFieldInfo();
            return values.stream().map(value -> FieldText.parse(element, value)).toList();
        }
        return FieldText.parse(field, values.get(0));
    }

    private static JsonNode json(WireRequest request) {
        if (request.body().length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode node;
        try {
            node = JSON.readTree(request.body());
        } catch (IOException e) {
            throw new MalformedRequestException("the body is not JSON", e);
        }
        if (!node.isObject()) {
            throw new MalformedRequestException("the body is no JSON object, but of type " + node.getNodeType());
        }
        return node;
    }

    private static String target(WireRequest request) {
        String target = request.header("X-Amz-Target");
        return target.substring(target.lastIndexOf('.') + 1);
    }
}
