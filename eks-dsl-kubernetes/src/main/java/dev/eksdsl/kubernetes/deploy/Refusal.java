package dev.eksdsl.kubernetes.deploy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.concurrent.TimeoutException;

/** An answer of the Kubernetes API that is no success, as an exception that says what to do. */
public final class Refusal {

    private Refusal() {}

    /** @param attempt what was tried, such as {@code apply Deployment production/web-api} */
    public static WorkloadException of(String attempt, KubernetesClientException e) {
        String reason = e.getStatus() != null && e.getStatus().getMessage() != null
                ? e.getStatus().getMessage()
                : String.valueOf(e.getMessage());
        return new WorkloadException("cannot " + attempt + ": " + reason + " → " + fix(e, reason), e);
    }

    /** Whether the same call may succeed a little later: no answer came, or the API is overloaded or broken. */
    public static boolean mayPass(KubernetesClientException e) {
        return e.getCode() == 429 || e.getCode() >= 500 || e.getCode() == 0 && isLost(e);
    }

    private static boolean isLost(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static String fix(KubernetesClientException e, String reason) {
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_CONFLICT ->
                "leave the fields that are named to their other manager, or take them over with .force()";
            case HttpURLConnection.HTTP_NOT_FOUND ->
                reason.startsWith("namespaces ")
                        ? "apply the Namespace too, or ask for .createNamespaces()"
                        : "install what brings this kind of object into the cluster";
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                "give the AWS principal of these credentials an access entry in the cluster";
            case HttpURLConnection.HTTP_FORBIDDEN ->
                "give the principal's access entry a policy that allows it, or change what the message names";
            case 0 -> "see that this machine reaches the cluster's endpoint: private endpoints need a way into the VPC";
            default -> "change what the message names";
        };
    }
}
