package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Page;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CreateEksAnywhereSubscriptionRequest;
import software.amazon.awssdk.services.eks.model.CreateEksAnywhereSubscriptionResponse;
import software.amazon.awssdk.services.eks.model.DeleteEksAnywhereSubscriptionRequest;
import software.amazon.awssdk.services.eks.model.DeleteEksAnywhereSubscriptionResponse;
import software.amazon.awssdk.services.eks.model.DescribeEksAnywhereSubscriptionRequest;
import software.amazon.awssdk.services.eks.model.DescribeEksAnywhereSubscriptionResponse;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscription;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscriptionLicenseType;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscriptionStatus;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscriptionTermUnit;
import software.amazon.awssdk.services.eks.model.License;
import software.amazon.awssdk.services.eks.model.ListEksAnywhereSubscriptionsRequest;
import software.amazon.awssdk.services.eks.model.ListEksAnywhereSubscriptionsResponse;
import software.amazon.awssdk.services.eks.model.UpdateEksAnywhereSubscriptionRequest;
import software.amazon.awssdk.services.eks.model.UpdateEksAnywhereSubscriptionResponse;

/**
 * EKS Anywhere subscriptions: contracts of 12 or 36 months, with licenses. They end by themselves, or renew; only one that
 * has ended can be deleted (EKS API reference).
 */
final class Subscriptions {

    private static final Set<Integer> TERMS = Set.of(12, 36);
    private static final int MOST_LICENSES = 100;
    private static final int DEFAULT_PAGE = 10;

    private final Surroundings eks;

    Subscriptions(Surroundings eks) {
        this.eks = eks;
    }

    void register(FakeService.Operations operations) {
        operations.on(CreateEksAnywhereSubscriptionRequest.class, this::create);
        operations.on(DescribeEksAnywhereSubscriptionRequest.class, this::describe);
        operations.on(ListEksAnywhereSubscriptionsRequest.class, this::list);
        operations.on(UpdateEksAnywhereSubscriptionRequest.class, this::update);
        operations.on(DeleteEksAnywhereSubscriptionRequest.class, this::delete);
    }

    private CreateEksAnywhereSubscriptionResponse create(CreateEksAnywhereSubscriptionRequest request, Caller caller) {
        Place place = eks.places().of(caller);
        return place.tokens.once(
                request.clientRequestToken(),
                token(request.name()),
                request,
                CreateEksAnywhereSubscriptionResponse.class,
                () -> {
                    check(request, place);
                    int most = eks.most(EksQuota.SUBSCRIPTIONS, caller);
                    if (place.subscriptions.size() >= most) {
                        throw Refusals.limitExceeded(
                                Map.of(), "Subscription limit exceeded: " + most + " in this account and region");
                    }
                    EksAnywhereSubscription made = described(request, caller);
                    place.subscriptions.put(made.id(), new Place.Subscription(request.name(), made));
                    eks.world()
                            .lifecycle(
                                    eks.duration(Durations.Of.SUBSCRIPTION_CREATE), () -> activate(place, made.id()));
                    return CreateEksAnywhereSubscriptionResponse.builder()
                            .subscription(find(place, made.id()))
                            .build();
                });
    }

    private static void check(CreateEksAnywhereSubscriptionRequest request, Place place) {
        if (place.subscriptions.values().stream().anyMatch(other -> other.name().equals(request.name()))) {
            throw Refusals.invalidParameter(Map.of(), "Subscription already exists with name: " + request.name());
        }
        if (request.term().duration() == null || !TERMS.contains(request.term().duration())) {
            throw Refusals.invalidParameter(Map.of(), "The duration of a subscription's term must be 12 or 36 months");
        }
        int licenses = quantity(request);
        if (licenses < 1 || licenses > MOST_LICENSES) {
            throw Refusals.invalidParameter(
                    Map.of(), "licenseQuantity must be between 1 and " + MOST_LICENSES + ", not " + licenses);
        }
    }

    private static int quantity(CreateEksAnywhereSubscriptionRequest request) {
        return request.licenseQuantity() == null ? 1 : request.licenseQuantity();
    }

    private EksAnywhereSubscription described(CreateEksAnywhereSubscriptionRequest request, Caller caller) {
        String id = eks.newId();
        List<String> licenses = Stream.generate(() -> "l-" + eks.world().ids().hex(32))
                .limit(quantity(request))
                .toList();
        Instant ends = eks.now()
                .atZone(ZoneOffset.UTC)
                .plusMonths(request.term().duration())
                .toInstant();
        return EksAnywhereSubscription.builder()
                .id(id)
                .arn(Arns.subscription(caller, id))
                .createdAt(eks.now())
                .effectiveDate(eks.now())
                .expirationDate(ends)
                .licenseQuantity(quantity(request))
                .licenseType(EksAnywhereSubscriptionLicenseType.CLUSTER)
                .term(term -> term.duration(request.term().duration()).unit(EksAnywhereSubscriptionTermUnit.MONTHS))
                .status(EksAnywhereSubscriptionStatus.CREATING.toString())
                .autoRenew(Boolean.TRUE.equals(request.autoRenew()))
                .licenseArns(licenses.stream()
                        .map(license -> caller.globalArn("license-manager", "license:" + license))
                        .toList())
                .licenses(licenses.stream()
                        .map(license -> License.builder().id(license).build())
                        .toList())
                .tags(request.hasTags() ? request.tags() : Map.of())
                .build();
    }

    private static void activate(Place place, String id) {
        place.subscriptions.computeIfPresent(
                id, (key, old) -> old.with(change -> change.status(EksAnywhereSubscriptionStatus.ACTIVE.toString())));
    }

    private DescribeEksAnywhereSubscriptionResponse describe(
            DescribeEksAnywhereSubscriptionRequest request, Caller caller) {
        return DescribeEksAnywhereSubscriptionResponse.builder()
                .subscription(find(eks.places().of(caller), request.id()))
                .build();
    }

    private ListEksAnywhereSubscriptionsResponse list(ListEksAnywhereSubscriptionsRequest request, Caller caller) {
        Place place = eks.places().of(caller);
        List<EksAnywhereSubscription> found = List.copyOf(place.subscriptions.keySet()).stream()
                .map(id -> find(place, id))
                .filter(subscription -> !request.hasIncludeStatus()
                        || request.includeStatusAsStrings().contains(subscription.status()))
                .toList();
        Integer size = request.maxResults() == null ? Integer.valueOf(DEFAULT_PAGE) : request.maxResults();
        Page<EksAnywhereSubscription> page = Pages.of(found, EksAnywhereSubscription::id, size, request.nextToken());
        return ListEksAnywhereSubscriptionsResponse.builder()
                .subscriptions(page.items())
                .nextToken(page.next())
                .build();
    }

    private UpdateEksAnywhereSubscriptionResponse update(UpdateEksAnywhereSubscriptionRequest request, Caller caller) {
        Place place = eks.places().of(caller);
        EksAnywhereSubscription before = find(place, request.id());
        return place.tokens.once(
                request.clientRequestToken(),
                token(before.id()),
                request,
                UpdateEksAnywhereSubscriptionResponse.class,
                () -> {
                    if (!isActive(before)) {
                        throw Refusals.invalidRequest(
                                where(before.id()),
                                "Subscription " + before.id() + " can't be updated in status " + before.status());
                    }
                    place.subscriptions.computeIfPresent(
                            before.id(), (key, old) -> old.with(change -> change.autoRenew(request.autoRenew())));
                    return UpdateEksAnywhereSubscriptionResponse.builder()
                            .subscription(find(place, before.id()))
                            .build();
                });
    }

    private DeleteEksAnywhereSubscriptionResponse delete(DeleteEksAnywhereSubscriptionRequest request, Caller caller) {
        Place place = eks.places().of(caller);
        EksAnywhereSubscription before = find(place, request.id());
        if (!EksAnywhereSubscriptionStatus.EXPIRED.toString().equals(before.status())) {
            throw Refusals.invalidRequest(
                    where(before.id()),
                    "Subscription " + before.id() + " can't be deleted in status " + before.status()
                            + ": only expired or inactive subscriptions can be");
        }
        Place.Subscription removed = Objects.requireNonNull(place.subscriptions.remove(before.id()));
        place.tokens.forget(token(removed.name()));
        place.tokens.forget(token(before.id()));
        return DeleteEksAnywhereSubscriptionResponse.builder()
                .subscription(before.copy(copy -> copy.status(EksAnywhereSubscriptionStatus.DELETING.toString())))
                .build();
    }

    /** The subscription as of now: one whose term is over has expired, or has begun anew. */
    private EksAnywhereSubscription find(Place place, @Nullable String id) {
        Place.Subscription found = place.subscriptions.get(String.valueOf(id));
        if (found == null) {
            throw Refusals.notFound(where(String.valueOf(id)), "No subscription found for ID: " + id + ".");
        }
        EksAnywhereSubscription described = found.described();
        while (isActive(described) && !eks.now().isBefore(described.expirationDate())) {
            described = ended(described);
        }
        EksAnywhereSubscription current = described;
        place.subscriptions.put(current.id(), new Place.Subscription(found.name(), current));
        return current;
    }

    private static EksAnywhereSubscription ended(EksAnywhereSubscription subscription) {
        if (!subscription.autoRenew()) {
            return subscription.copy(copy -> copy.status(EksAnywhereSubscriptionStatus.EXPIRED.toString()));
        }
        Instant ends = subscription
                .expirationDate()
                .atZone(ZoneOffset.UTC)
                .plusMonths(subscription.term().duration())
                .toInstant();
        return subscription.copy(copy -> copy.expirationDate(ends));
    }

    private static boolean isActive(EksAnywhereSubscription subscription) {
        return EksAnywhereSubscriptionStatus.ACTIVE.toString().equals(subscription.status());
    }

    private static Map<String, Object> where(String id) {
        return Map.of("subscriptionId", id);
    }

    /** Not a name that a cluster can have. */
    private static String token(String name) {
        return "/subscription/" + name;
    }
}
