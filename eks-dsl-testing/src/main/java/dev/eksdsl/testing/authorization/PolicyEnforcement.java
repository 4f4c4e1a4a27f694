package dev.eksdsl.testing.authorization;

import dev.eksdsl.testing.server.Authorizer;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Holds callers to their policies: each permission that an operation needs, on each resource that its request names, must be
 * allowed. Callers whom no source knows may do everything, as an administrator may. To be used with the world's lock held.
 */
public final class PolicyEnforcement implements Authorizer, CallerPermissions {

    private final World world;
    private final NeededPermissions needed;
    private final List<IdentitySource> sources = new ArrayList<>();
    private final List<CallObserver> observers = new ArrayList<>();

    /** @param services those of the fake; asked for when a request is checked */
    public PolicyEnforcement(World world, Supplier<Collection<FakeService>> services) {
        this.world = world;
        this.needed = new NeededPermissions(new KnownResources(services));
    }

    /** Adds a source of identities; the first that knows a caller decides. */
    public void by(IdentitySource source) {
        sources.add(source);
    }

    /** Lets somebody know of every call. */
    public void observedBy(CallObserver observer) {
        observers.add(observer);
    }

    @Override
    public void check(String service, String operation, SdkPojo request, Caller caller) {
        observers.forEach(observer -> observer.called(caller, service));
        Optional<Identity> found = identity(caller);
        if (found.isEmpty()) {
            return;
        }
        Identity who = found.get();
        RequestContext context = context(who, caller);
        for (Permission wanted : needed.of(service, operation, request, caller, context)) {
            Decision decision = Evaluation.of(who, wanted.action(), wanted.resource(), wanted.context());
            if (!decision.isAllowed()) {
                throw Refusals.denied(service, wanted, who, decision);
            }
        }
    }

    @Override
    public Optional<Decision> decide(Caller caller, String action, String resource, RequestContext context) {
        return identity(caller).map(who -> {
            RequestContext own = context(who, caller);
            context.all().forEach(own::put);
            return Evaluation.of(who, action, resource, own);
        });
    }

    private Optional<Identity> identity(Caller caller) {
        for (IdentitySource source : sources) {
            Optional<Identity> identity = source.identity(caller);
            if (identity.isPresent()) {
                return identity;
            }
        }
        return Optional.empty();
    }

    /** What every request has (IAM user guide, "AWS global condition context keys"). */
    private RequestContext context(Identity who, Caller caller) {
        Instant now = world.now();
        RequestContext context = new RequestContext()
                .put("aws:CurrentTime", now.toString())
                .put("aws:EpochTime", Long.toString(now.getEpochSecond()))
                .put("aws:RequestedRegion", caller.region())
                .put("aws:SecureTransport", "true")
                .put("aws:SourceIp", "127.0.0.1")
                .put("aws:ViaAWSService", "false")
                .put("ec2:Region", caller.region());
        who.describe(context);
        return context;
    }
}
