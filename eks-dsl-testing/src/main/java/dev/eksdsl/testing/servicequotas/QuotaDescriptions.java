package dev.eksdsl.testing.servicequotas;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Page;
import dev.eksdsl.testing.server.Quota;
import dev.eksdsl.testing.server.Quotas;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.servicequotas.model.AppliedLevelEnum;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

/** Finds quotas, and describes them as Service Quotas does. */
final class QuotaDescriptions {

    /** Entries of a page unless the request says less (Service Quotas API reference). */
    private static final int PAGE = 100;

    private final Quotas quotas;

    QuotaDescriptions(Quotas quotas) {
        this.quotas = quotas;
    }

    static AwsFault noSuch(String message) {
        return new AwsFault(400, "NoSuchResourceException", message);
    }

    Quota demand(String serviceCode, String quotaCode) {
        demandService(serviceCode);
        return quotas.known(serviceCode, quotaCode)
                .orElseThrow(() ->
                        noSuch("The request failed because the specified quota code for the service does not exist."));
    }

    static void demandService(String serviceCode) {
        if (!ServiceNames.knows(serviceCode)) {
            throw noSuch("The request failed because the specified service does not exist.");
        }
    }

    List<Quota> ofService(String serviceCode) {
        demandService(serviceCode);
        return quotas.known().stream()
                .filter(quota -> quota.serviceCode().equals(serviceCode))
                .toList();
    }

    /** The quota with the value that counts for the caller. */
    ServiceQuota applied(Quota quota, Caller caller) {
        return description(quota, arn(quota, caller, caller.accountId()))
                .value(quotas.value(caller, quota.serviceCode(), quota.code()))
                .quotaAppliedAtLevel(AppliedLevelEnum.ACCOUNT)
                .build();
    }

    /** The quota with AWS's default. */
    ServiceQuota standard(Quota quota, Caller caller) {
        return description(quota, arn(quota, caller, ""))
                .value(quota.standard())
                .build();
    }

    private static ServiceQuota.Builder description(Quota quota, String arn) {
        return ServiceQuota.builder()
                .serviceCode(quota.serviceCode())
                .serviceName(ServiceNames.of(quota.serviceCode()))
                .quotaArn(arn)
                .quotaCode(quota.code())
                .quotaName(quota.name())
                .unit(quota.unit())
                .adjustable(quota.adjustable())
                .globalQuota(quota.global());
    }

    static String arn(Quota quota, Caller caller, String account) {
        return "arn:%s:servicequotas:%s:%s:%s/%s"
                .formatted(caller.partition(), caller.region(), account, quota.serviceCode(), quota.code());
    }

    static <T> Page<T> page(List<T> all, Function<T, String> key, @Nullable Integer size, @Nullable String token) {
        return Page.of(
                all,
                key,
                size == null ? PAGE : size,
                token,
                () -> new AwsFault(400, "InvalidPaginationTokenException", "Invalid token was used."));
    }
}
