package dev.eksdsl.kubernetes;

import dev.eksdsl.kubernetes.access.EksTokenProvider;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Puts the token on every request, and once more with a new token after a 401. Takes the place of Fabric8's own
 * interceptor, which would ask a provider again after a 401 but cannot tell it that the token was refused.
 */
final class EksTokenInterceptor implements Interceptor {

    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";

    private final EksTokenProvider tokens;

    EksTokenInterceptor(EksTokenProvider tokens) {
        this.tokens = tokens;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        builder.setHeader(AUTHORIZATION, BEARER + tokens.token().value());
    }

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
        if (response.code() != HttpURLConnection.HTTP_UNAUTHORIZED) {
            return CompletableFuture.completedFuture(false);
        }
        List<String> sent =
                response.request() == null ? List.of() : response.request().headers(AUTHORIZATION);
        if (sent.isEmpty()) {
            // An HTTP client that does not tell what it sent: assume the token of now.
            tokens.refused(tokens.token().value());
        }
        sent.stream()
                .filter(header -> header.startsWith(BEARER))
                .forEach(header -> tokens.refused(header.substring(BEARER.length())));
        builder.setHeader(AUTHORIZATION, BEARER + tokens.token().value());
        return CompletableFuture.completedFuture(true);
    }
}
