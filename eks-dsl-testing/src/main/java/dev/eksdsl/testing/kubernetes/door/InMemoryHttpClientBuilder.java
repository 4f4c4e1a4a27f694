package dev.eksdsl.testing.kubernetes.door;

import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Builds {@link InMemoryHttpClient}s; keeps what Fabric8 configures (interceptors, tags), ignores TLS and proxies. */
final class InMemoryHttpClientBuilder
        extends StandardHttpClientBuilder<InMemoryHttpClient, InMemoryHttpClientFactory, InMemoryHttpClientBuilder> {

    InMemoryHttpClientBuilder(InMemoryHttpClientFactory factory) {
        super(factory);
    }

    @Override
    public InMemoryHttpClient build() {
        @Nullable InMemoryHttpClient origin = client;
        AtomicBoolean closed = origin == null ? new AtomicBoolean() : origin.getClosed();
        return new InMemoryHttpClient(this, closed);
    }

    @Override
    protected InMemoryHttpClientBuilder newInstance(InMemoryHttpClientFactory factory) {
        return new InMemoryHttpClientBuilder(factory);
    }
}
