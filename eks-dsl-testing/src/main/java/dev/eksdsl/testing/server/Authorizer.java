package dev.eksdsl.testing.server;

import software.amazon.awssdk.core.SdkPojo;

/** Decides whether a caller may make a call. */
@FunctionalInterface
public interface Authorizer {

    /** Lets everybody do everything. */
    Authorizer EVERYTHING = (service, operation, request, caller) -> {};

    /**
     * Asked before a request is validated or takes effect.
     *
     * @param service the service's signing name
     * @param operation the operation as AWS writes it
     * @throws AwsFault the refusal in the words of the service
     */
    void check(String service, String operation, SdkPojo request, Caller caller);
}
