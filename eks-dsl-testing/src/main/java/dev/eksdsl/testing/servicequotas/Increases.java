package dev.eksdsl.testing.servicequotas;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import dev.eksdsl.testing.server.Quota;
import dev.eksdsl.testing.server.World;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.servicequotas.model.AppliedLevelEnum;
import software.amazon.awssdk.services.servicequotas.model.GetRequestedServiceQuotaChangeRequest;
import software.amazon.awssdk.services.servicequotas.model.GetRequestedServiceQuotaChangeResponse;
import software.amazon.awssdk.services.servicequotas.model.ListRequestedServiceQuotaChangeHistoryByQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.ListRequestedServiceQuotaChangeHistoryByQuotaResponse;
import software.amazon.awssdk.services.servicequotas.model.ListRequestedServiceQuotaChangeHistoryRequest;
import software.amazon.awssdk.services.servicequotas.model.ListRequestedServiceQuotaChangeHistoryResponse;
import software.amazon.awssdk.services.servicequotas.model.RequestServiceQuotaIncreaseRequest;
import software.amazon.awssdk.services.servicequotas.model.RequestServiceQuotaIncreaseResponse;
import software.amazon.awssdk.services.servicequotas.model.RequestStatus;
import software.amazon.awssdk.services.servicequotas.model.RequestedServiceQuotaChange;

/** Requests for higher quotas: each becomes a support case, and each is approved in the end. */
final class Increases {

    private static final Set<RequestStatus> OPEN = EnumSet.of(RequestStatus.PENDING, RequestStatus.CASE_OPENED);

    private final World world;
    private final QuotaDescriptions descriptions;
    private final List<Increase> increases = new ArrayList<>();

    Increases(World world, QuotaDescriptions descriptions) {
        this.world = world;
        this.descriptions = descriptions;
    }

    void register(Operations operations) {
        operations.on(RequestServiceQuotaIncreaseRequest.class, this::request);
        operations.on(GetRequestedServiceQuotaChangeRequest.class, this::get);
        operations.on(ListRequestedServiceQuotaChangeHistoryRequest.class, this::list);
        operations.on(ListRequestedServiceQuotaChangeHistoryByQuotaRequest.class, this::listByQuota);
    }

    void clear() {
        increases.clear();
    }

    private RequestServiceQuotaIncreaseResponse request(RequestServiceQuotaIncreaseRequest request, Caller caller) {
        Quota quota = descriptions.demand(request.serviceCode(), request.quotaCode());
        if (!quota.adjustable()) {
            throw illegal(
                    "The quota %s of the service %s is not adjustable.".formatted(quota.code(), quota.serviceCode()));
        }
        if (request.desiredValue() <= world.quotas().value(caller, quota.serviceCode(), quota.code())) {
            throw illegal("You must provide a quota value greater than the current quota value.");
        }
        if (of(caller, quota).anyMatch(increase -> OPEN.contains(increase.change.status()))) {
            throw new AwsFault(
                    400,
                    "ResourceAlreadyExistsException",
                    "Only one open service quota increase request is allowed per quota.");
        }
        Increase increase = new Increase(increases.size(), caller, quota, pending(request, quota, caller));
        increases.add(increase);
        world.lifecycle(world.durations().of(Durations.Of.QUOTA_CASE_OPENED), () -> open(increase));
        return RequestServiceQuotaIncreaseResponse.builder()
                .requestedQuota(increase.change)
                .build();
    }

    private RequestedServiceQuotaChange pending(
            RequestServiceQuotaIncreaseRequest request, Quota quota, Caller caller) {
        return RequestedServiceQuotaChange.builder()
                .id(world.ids().hex(32) + world.ids().hex(8))
                .serviceCode(quota.serviceCode())
                .serviceName(ServiceNames.of(quota.serviceCode()))
                .quotaCode(quota.code())
                .quotaName(quota.name())
                .quotaArn(QuotaDescriptions.arn(quota, caller, caller.accountId()))
                .desiredValue(request.desiredValue())
                .status(RequestStatus.PENDING)
                .created(world.now())
                .lastUpdated(world.now())
                .requester("{\"accountId\":\"%s\",\"callerArn\":\"%s\"}".formatted(caller.accountId(), caller.arn()))
                .globalQuota(quota.global())
                .unit(quota.unit())
                .quotaRequestedAtLevel(AppliedLevelEnum.ACCOUNT)
                .build();
    }

    private void open(Increase increase) {
        String caseId = String.valueOf(10_000_000_000L + world.ids().number(1_000_000_000));
        increase.change = increase.change.toBuilder()
                .status(RequestStatus.CASE_OPENED)
                .caseId(caseId)
                .lastUpdated(world.now())
                .build();
        world.lifecycle(world.durations().of(Durations.Of.QUOTA_APPROVED), () -> approve(increase));
    }

    private void approve(Increase increase) {
        // a reset may have come between
        if (increases.contains(increase)) {
            increase.change = increase.change.toBuilder()
                    .status(RequestStatus.APPROVED)
                    .lastUpdated(world.now())
                    .build();
            Quota quota = increase.quota;
            world.quotas().grant(increase.owner, quota.serviceCode(), quota.code(), increase.change.desiredValue());
        }
    }

    private GetRequestedServiceQuotaChangeResponse get(GetRequestedServiceQuotaChangeRequest request, Caller caller) {
        return of(caller)
                .filter(increase -> increase.change.id().equals(request.requestId()))
                .findFirst()
                .map(increase -> GetRequestedServiceQuotaChangeResponse.builder()
                        .requestedQuota(increase.change)
                        .build())
                .orElseThrow(() ->
                        QuotaDescriptions.noSuch("The request failed because the specified request does not exist."));
    }

    private ListRequestedServiceQuotaChangeHistoryResponse list(
            ListRequestedServiceQuotaChangeHistoryRequest request, Caller caller) {
        String service = request.serviceCode();
        List<Increase> found = of(caller)
                .filter(increase ->
                        service == null || increase.quota.serviceCode().equals(service))
                .filter(increase -> hasStatus(increase, request.status()))
                .toList();
        Page<Increase> page = page(found, request.maxResults(), request.nextToken());
        return ListRequestedServiceQuotaChangeHistoryResponse.builder()
                .requestedQuotas(changes(page))
                .nextToken(page.next())
                .build();
    }

    private ListRequestedServiceQuotaChangeHistoryByQuotaResponse listByQuota(
            ListRequestedServiceQuotaChangeHistoryByQuotaRequest request, Caller caller) {
        Quota quota = descriptions.demand(request.serviceCode(), request.quotaCode());
        List<Increase> found = of(caller, quota)
                .filter(increase -> hasStatus(increase, request.status()))
                .toList();
        Page<Increase> page = page(found, request.maxResults(), request.nextToken());
        return ListRequestedServiceQuotaChangeHistoryByQuotaResponse.builder()
                .requestedQuotas(changes(page))
                .nextToken(page.next())
                .build();
    }

    private static boolean hasStatus(Increase increase, @Nullable RequestStatus status) {
        return status == null || increase.change.status() == status;
    }

    private static List<RequestedServiceQuotaChange> changes(Page<Increase> page) {
        return page.items().stream().map(increase -> increase.change).toList();
    }

    private static Page<Increase> page(List<Increase> found, @Nullable Integer size, @Nullable String token) {
        return QuotaDescriptions.page(found, increase -> "%08d".formatted(increase.number), size, token);
    }

    private Stream<Increase> of(Caller caller) {
        return increases.stream()
                .filter(increase -> increase.owner.accountId().equals(caller.accountId())
                        && increase.owner.region().equals(caller.region()));
    }

    private Stream<Increase> of(Caller caller, Quota quota) {
        return of(caller).filter(increase -> Objects.equals(increase.quota, quota));
    }

    private static AwsFault illegal(String message) {
        return new AwsFault(400, "IllegalArgumentException", message);
    }

    /** One request, as it stands. */
    private static final class Increase {
        private final int number;
        private final Caller owner;
        private final Quota quota;
        private RequestedServiceQuotaChange change;

        private Increase(int number, Caller owner, Quota quota, RequestedServiceQuotaChange change) {
            this.number = number;
            this.owner = owner;
            this.quota = quota;
            this.change = change;
        }
    }
}
