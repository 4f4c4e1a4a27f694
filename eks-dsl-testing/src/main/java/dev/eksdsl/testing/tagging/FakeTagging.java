package dev.eksdsl.testing.tagging;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.TaggedResource;
import dev.eksdsl.testing.server.World;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * The fake's Resource Groups Tagging API: finds and changes the tags of what other services of the fake have, in the caller's
 * account and region. It keeps nothing itself but the past, for what it shows may be {@linkplain TaggingIndex old}. Resources that have never had a tag are not found, as on AWS; those whose last
 * tag was taken away are not found either, which AWS still shows.
 */
public final class FakeTagging implements FakeService {

    private final Supplier<? extends Collection<? extends FakeService>> services;
    private final TaggingIndex index;

    /** @param services the services whose resources are found; asked at each call */
    public FakeTagging(World world, Supplier<? extends Collection<? extends FakeService>> services) {
        this.services = services;
        this.index = new TaggingIndex(world, this::present);
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
        index.reset();
    }

    Collection<? extends FakeService> services() {
        return services.get();
    }

    @Override
    public void beforeChange(Caller caller) {
        index.remember(caller);
    }

    /** All resources with tags, as the API's index has them. */
    List<TaggedResource> found(Caller caller) {
        return index.shown(caller);
    }

    private List<TaggedResource> present(Caller caller) {
        return services().stream()
                .filter(service -> service != this)
                .flatMap(service -> service.tagged(caller).stream())
                .filter(resource -> !resource.tags().isEmpty())
                .toList();
    }
}
