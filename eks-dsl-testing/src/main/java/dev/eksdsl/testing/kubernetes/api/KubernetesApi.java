package dev.eksdsl.testing.kubernetes.api;

import dev.eksdsl.testing.wire.WireRequest;
import java.util.Map;

/** A Kubernetes API server without a transport: a request in, an answer, which may be a stream, out. */
public interface KubernetesApi {

    /**
     * Answers the request. For a watch the call returns at once and the stream goes on until it is closed from either
     * side; everything else is answered before the call returns.
     */
    void handle(WireRequest request, Answer answer);

    /** Where the answer goes. Implemented by a door. */
    interface Answer {
        /** Called once, first. */
        void begin(int status, Map<String, String> headers);

        /** A piece of the body; for a watch, one event with its line end. */
        void write(byte[] bytes);

        /** No more will come. */
        void end();

        /** Registers what to do when the client goes away before the end. */
        void onClosed(Runnable action);
    }
}
