package dev.eksdsl.testing.wire;

import java.lang.reflect.InvocationTargetException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * One operation of a service.
 *
 * @param name the name as AWS writes it, such as {@code CreateOpenIDConnectProvider}
 * @param request the SDK's request class
 * @param method the HTTP method
 * @param path the path; the root for all protocols but REST
 * @param apiVersion the date of the API; empty for the JSON protocols
 */
public record Operation(String name, Class<? extends SdkPojo> request, String method, String path, String apiVersion) {

    /** An empty builder of the request, to be filled through its fields. */
    SdkPojo newRequest() {
        try {
            return (SdkPojo) request.getMethod("builder").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(request.getName() + " has no builder() that can be called", e);
        }
    }

    /** What a builder, seen as its fields, builds. */
    static SdkPojo build(SdkPojo builder) {
        return (SdkPojo) ((Buildable) builder).build();
    }
}
