package dev.eksdsl.testing.tagging;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.TaggedResource;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * The fake's Resource Groups Tagging API: finds and changes the tags of what other services of the fake have, in the caller's
 * account and region. It keeps nothing itself. Resources that have never had a tag are not found, as on AWS; those whose last
 * tag was taken away are not found either, which AWS still shows.
 */
public final class FakeTagging implements FakeService {

    private final Supplier<? extends Collection<? extends FakeService>> services;

    /** @param services the services whose resources are found; asked at each call */
    public FakeTagging(Supplier<? extends Collection<? extends FakeService>> services) {
        this.services = services;
    }

    @Override
    public String signingName() {
        return "tagging";
    }

    @Override
    public void register(Operations operations) {
        new FindOperations(this).register(operations);
        new ChangeOperations(this).register(operations);
    }

    @Override
    public void reset() {
        // the tags are with the services that have the resources
    }

    Collection<? extends FakeService> services() {
        return services.get();
    }

    /** All resources with tags. */
    List<TaggedResource> found(Caller caller) {
        return services().stream()
                .filter(service -> service != this)
                .flatMap(service -> service.tagged(caller).stream())
                .filter(resource -> !resource.tags().isEmpty())
                .toList();
    }
}
