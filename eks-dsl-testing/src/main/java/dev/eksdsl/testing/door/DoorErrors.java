package dev.eksdsl.testing.door;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;
import wiremock.jakarta.servlet.RequestDispatcher;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;

/**
 * What a client gets whose request does not even get past the HTTP server: an error in JSON, as AWS's own front ends give,
 * in place of Jetty's page with a stack trace.
 */
final class DoorErrors extends ErrorHandler {

    private static final String BODY =
            "{\"__type\":\"SerializationException\",\"message\":\"The request cannot be read: %s\"}";

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Throwable cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (isUnreadable(cause)) {
            response.setStatus(400);
        }
        byte[] body = body(response.getStatus() < 500 ? "bad request" : "the server failed");
        response.setContentType("application/json");
        response.setHeader("x-amzn-ErrorType", "SerializationException");
        response.setContentLength(body.length);
        base.setHandled(true);
        response.getOutputStream().write(body);
    }

    /** Where the request is not HTTP at all. */
    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, "application/json");
        return ByteBuffer.wrap(body("bad request"));
    }

    /** WireMock itself cannot write such a request into its journal. */
    private static boolean isUnreadable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException || cause instanceof ZipException) {
                return true;
            }
        }
        return false;
    }

    private static byte[] body(String reason) {
        return BODY.formatted(reason).getBytes(StandardCharsets.UTF_8);
    }
}
