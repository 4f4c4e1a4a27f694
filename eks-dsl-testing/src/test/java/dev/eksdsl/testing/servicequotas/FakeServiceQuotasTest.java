package dev.eksdsl.testing.servicequotas;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.TypedCalls;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.RequestStatus;
import software.amazon.awssdk.services.servicequotas.model.ServiceInfo;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

class FakeServiceQuotasTest {

    private static final String VPCS = "L-F678F1CE";
    private static final Caller ELSEWHERE = new Caller("444455556666", "eu-west-1", "arn:aws:iam::444455556666:root");

    private final TypedCalls calls = new TypedCalls();
    private final FakeServiceQuotas service = calls.with(new FakeServiceQuotas(calls.world()));
    private final ServiceQuotasClient quotas = calls.client(ServiceQuotasClient.builder());

    @Test
    void quota_isDescribedWithItsDefault() {
        ServiceQuota quota = quotas.getServiceQuota(r -> r.serviceCode("vpc").quotaCode(VPCS))
                .quota();

        assertThat(quota.value()).isEqualTo(5);
        assertThat(quota.quotaName()).isEqualTo("VPCs per Region");
        assertThat(quota.quotaArn()).isEqualTo("arn:aws:servicequotas:us-east-1:111122223333:vpc/" + VPCS);
        assertThat(quota.adjustable()).isTrue();
        assertThat(quota.globalQuota()).isFalse();
    }

    @Test
    void appliedValue_isThatOfTheFake_andTheDefaultStays() {
        calls.world().quotas().set("vpc", VPCS, 50);

        assertThat(quotas.getServiceQuota(r -> r.serviceCode("vpc").quotaCode(VPCS))
                        .quota()
                        .value())
                .isEqualTo(50);
        assertThat(quotas.getAWSDefaultServiceQuota(r -> r.serviceCode("vpc").quotaCode(VPCS))
                        .quota()
                        .value())
                .isEqualTo(5);
    }

    @Test
    void increase_isApprovedInTime_andCounts() {
        var asked = quotas.requestServiceQuotaIncrease(
                        r -> r.serviceCode("vpc").quotaCode(VPCS).desiredValue(20.0))
                .requestedQuota();
        assertThat(asked.status()).isEqualTo(RequestStatus.PENDING);

        calls.pass(Duration.ofMinutes(2));
        assertThat(status(asked.id())).isEqualTo(RequestStatus.CASE_OPENED);
        assertThat(calls.world().quotas().limit(TypedCalls.CALLER, "vpc", VPCS)).isEqualTo(5);

        calls.pass(Duration.ofHours(1));
        assertThat(status(asked.id())).isEqualTo(RequestStatus.APPROVED);
        assertThat(calls.world().quotas().limit(TypedCalls.CALLER, "vpc", VPCS)).isEqualTo(20);
        assertThat(calls.world().quotas().limit(ELSEWHERE, "vpc", VPCS)).isEqualTo(5);

        calls.world().locked(() -> {
            service.reset();
            return true;
        });
        assertThat(calls.world().quotas().limit(TypedCalls.CALLER, "vpc", VPCS)).isEqualTo(5);
    }

    private RequestStatus status(String id) {
        return quotas.getRequestedServiceQuotaChange(r -> r.requestId(id))
                .requestedQuota()
                .status();
    }

    @Test
    void increase_isRefusedWhereThereIsNothingToRaise() {
        assertRefused(
                        () -> quotas.requestServiceQuotaIncrease(
                                r -> r.serviceCode("vpc").quotaCode(VPCS).desiredValue(5.0)),
                        "IllegalArgumentException")
                .hasMessageContaining("greater than the current");
        assertRefused(
                () -> quotas.requestServiceQuotaIncrease(
                        r -> r.serviceCode("eks").quotaCode("L-11427A54").desiredValue(9.0)),
                "IllegalArgumentException");
        quotas.requestServiceQuotaIncrease(
                r -> r.serviceCode("vpc").quotaCode(VPCS).desiredValue(6.0));
        assertRefused(
                () -> quotas.requestServiceQuotaIncrease(
                        r -> r.serviceCode("vpc").quotaCode(VPCS).desiredValue(7.0)),
                "ResourceAlreadyExistsException");
    }

    @Test
    void unknownServiceOrQuota_isNotThere() {
        assertRefused(
                () -> quotas.getServiceQuota(r -> r.serviceCode("nothing").quotaCode(VPCS)), "NoSuchResourceException");
        assertRefused(
                () -> quotas.getServiceQuota(r -> r.serviceCode("vpc").quotaCode("L-00000000")),
                "NoSuchResourceException");
        assertRefused(() -> quotas.listServiceQuotas(r -> r.serviceCode("nothing")), "NoSuchResourceException");
        assertRefused(() -> quotas.getRequestedServiceQuotaChange(r -> r.requestId("none")), "NoSuchResourceException");
    }

    @Test
    void listings_comeInPages() {
        assertThat(quotas.listServicesPaginator(r -> r.maxResults(3)).services())
                .extracting(ServiceInfo::serviceCode)
                .contains("eks", "ec2", "vpc")
                .doesNotHaveDuplicates();
        assertThat(quotas.listServiceQuotasPaginator(r -> r.serviceCode("eks").maxResults(2))
                        .quotas())
                .hasSize(10);
        assertThat(quotas.listAWSDefaultServiceQuotasPaginator(r -> r.serviceCode("iam"))
                        .quotas())
                .allSatisfy(quota -> assertThat(quota.globalQuota()).isTrue());
        assertRefused(
                () -> quotas.listServiceQuotas(r -> r.serviceCode("eks").nextToken("x")),
                "InvalidPaginationTokenException");
    }

    @Test
    void history_isByServiceQuotaAndStatus_ofTheCallerOnly() {
        quotas.requestServiceQuotaIncrease(
                r -> r.serviceCode("vpc").quotaCode(VPCS).desiredValue(20.0));
        quotas.requestServiceQuotaIncrease(
                r -> r.serviceCode("eks").quotaCode("L-1194D53C").desiredValue(200.0));

        assertThat(quotas.listRequestedServiceQuotaChangeHistoryPaginator(r -> r.maxResults(1))
                        .requestedQuotas())
                .hasSize(2);
        assertThat(quotas.listRequestedServiceQuotaChangeHistory(r -> r.serviceCode("eks"))
                        .requestedQuotas())
                .hasSize(1);
        assertThat(quotas.listRequestedServiceQuotaChangeHistory(r -> r.status(RequestStatus.APPROVED))
                        .requestedQuotas())
                .isEmpty();
        assertThat(quotas.listRequestedServiceQuotaChangeHistoryByQuota(
                                r -> r.serviceCode("vpc").quotaCode(VPCS))
                        .requestedQuotas())
                .hasSize(1);
        assertThat(calls.client(ServiceQuotasClient.builder(), ELSEWHERE)
                        .listRequestedServiceQuotaChangeHistory(r -> {})
                        .requestedQuotas())
                .isEmpty();
    }

    @Test
    void tags_areKeptByQuota() {
        String arn = "arn:aws:servicequotas:us-east-1:111122223333:vpc/" + VPCS;
        quotas.tagResource(r -> r.resourceARN(arn)
                .tags(t -> t.key("team").value("a"), t -> t.key("x").value("y")));
        quotas.untagResource(r -> r.resourceARN(arn).tagKeys("x"));

        assertThat(quotas.listTagsForResource(r -> r.resourceARN(arn)).tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.value()).isEqualTo("a"));
        assertRefused(() -> quotas.listTagsForResource(r -> r.resourceARN(arn + "0")), "NoSuchResourceException");
    }
}
