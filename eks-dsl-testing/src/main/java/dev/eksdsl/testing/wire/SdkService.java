package dev.eksdsl.testing.wire;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.core.OperationInfo;
import software.amazon.awssdk.protocols.json.BaseAwsJsonProtocolFactory;
import software.amazon.awssdk.protocols.query.AwsEc2ProtocolFactory;
import software.amazon.awssdk.protocols.query.AwsQueryProtocolFactory;

/**
 * One service as the SDK's generated classes describe it.
 *
 * <p>The SDK carries no service model, but its classes hold what is needed: the request classes are the parameters of the
 * client interface; the marshaller of each has a constant with the HTTP method, path and name; the client's
 * implementation has a field whose type tells the protocol. The last two are not public, hence the reflection.
 */
final class SdkService {

    private static final String REQUEST = "Request";

    private final String modelPackage;
    private final String clientName;
    private final ClassLoader loader;

    /** @param request any request class of the service */
    SdkService(Class<?> request) {
        this.modelPackage = request.getPackageName();
        // CreateVpcRequest extends Ec2Request, and the client is Ec2Client
        String base = request.getSuperclass().getSimpleName();
        this.clientName = base.substring(0, base.length() - REQUEST.length()) + "Client";
        this.loader = request.getClassLoader();
    }

    Protocol protocol() {
        Class<?> factory = field(load(servicePackage() + ".Default" + clientName), "protocolFactory")
                .getType();
        if (AwsEc2ProtocolFactory.class.isAssignableFrom(factory)) {
            return Protocol.EC2_QUERY;
        }
        if (AwsQueryProtocolFactory.class.isAssignableFrom(factory)) {
            return Protocol.AWS_QUERY;
        }
        if (BaseAwsJsonProtocolFactory.class.isAssignableFrom(factory)) {
            return requests().findFirst().map(this::binding).orElseThrow().operationIdentifier() == null
                    ? Protocol.REST_JSON
                    : Protocol.AWS_JSON;
        }
        throw new IllegalArgumentException(servicePackage() + " speaks a protocol that the fake cannot: "
                + factory.getSimpleName() + " (known are REST-JSON, AWS JSON, AWS query and EC2 query)");
    }

    /** The request class of an operation whose name the SDK spells as AWS does. */
    Optional<Class<? extends SdkPojo>> request(String operation) {
        try {
            Class<?> found = Class.forName(modelPackage + "." + operation + REQUEST, false, loader);
            return AwsRequest.class.isAssignableFrom(found) && !Modifier.isAbstract(found.getModifiers())
                    ? Optional.of(found.asSubclass(SdkPojo.class))
                    : Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            // also where the name differs in case only and the file system does not tell
            return Optional.empty();
        }
    }

    /** The request classes of all operations. */
    Stream<Class<? extends SdkPojo>> requests() {
        return Arrays.stream(load(servicePackage() + "." + clientName).getMethods())
                .filter(method -> method.getParameterCount() == 1)
                .map(method -> method.getParameterTypes()[0])
                .filter(AwsRequest.class::isAssignableFrom)
                .distinct()
                .map(type -> type.asSubclass(SdkPojo.class));
    }

    Operation operation(Class<? extends SdkPojo> request) {
        OperationInfo binding = binding(request);
        String identifier = binding.operationIdentifier();
        String simpleName = request.getSimpleName();
        String name = identifier == null
                ? simpleName.substring(0, simpleName.length() - REQUEST.length())
                : identifier.substring(identifier.lastIndexOf('.') + 1);
        String version = binding.apiVersion() == null ? "" : binding.apiVersion();
        return new Operation(name, request, binding.httpMethod().name(), binding.requestUri(), version);
    }

    private OperationInfo binding(Class<? extends SdkPojo> request) {
        Class<?> marshaller = load(servicePackage() + ".transform." + request.getSimpleName() + "Marshaller");
        Field constant = field(marshaller, "SDK_OPERATION_BINDING");
        try {
            constant.setAccessible(true);
            return (OperationInfo) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(constant + " cannot be read", e);
        }
    }

    private String servicePackage() {
        return modelPackage.substring(0, modelPackage.lastIndexOf('.'));
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " is not on the class path: is the SDK complete?", e);
        }
    }

    private static Field field(Class<?> type, String name) {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(
                    type.getName() + " has no field " + name + ": this version of the SDK is not known to the fake", e);
        }
    }
}
