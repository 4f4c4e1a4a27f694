package dev.eksdsl.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.eks.model.ListClustersRequest;

class FaultsTest {

    private final TestServer fake = new TestServer(new TinyEks());
    private final Faults faults = fake.server.faults();
    private final Calls calls = fake.server.calls();
    private final EksClient eks = fake.client(EksClient.builder());

    @Test
    void throttling_isRetriedByTheSdkUntilUsedUp() {
        faults.on("CreateCluster").times(2).throttle();

        create("one");

        assertThat(calls.list())
                .extracting(Call::error)
                .containsExactly("ThrottlingException", "ThrottlingException", null);
        assertThat(faults.isUsedUp()).isTrue();
    }

    @Test
    void serverErrorAfter_hasHadItsEffect() {
        faults.on("CreateCluster").always().serverErrorAfter();

        var failed = catchThrowableOfType(EksException.class, () -> create("one"));

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.awsErrorDetails().errorCode()).isEqualTo("ServerException");
        assertThat(eks.listClusters().clusters()).containsExactly("one");
    }

    @Test
    void serverErrorBefore_hasNoEffect() {
        faults.on("CreateCluster").always().serverErrorBefore();

        assertThatThrownBy(() -> create("one")).isInstanceOf(EksException.class);
        assertThat(eks.listClusters().clusters()).isEmpty();
    }

    @Test
    void deny_saysWhoMayNotDoWhat() {
        faults.on("CreateCluster").deny();

        var denied = catchThrowableOfType(EksException.class, () -> create("one"));

        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
        assertThat(denied.awsErrorDetails().errorMessage())
                .startsWith(
                        "User: arn:aws:iam::123456789012:user/AKIATEST is not authorized to perform: eks:CreateCluster");
    }

    @Test
    void fail_answersWithTheGivenError() {
        faults.on("CreateCluster").fail(400, "UnsupportedAvailabilityZoneException", "not in us-east-1e");

        var failed = catchThrowableOfType(EksException.class, () -> create("one"));

        assertThat(failed.awsErrorDetails().errorCode()).isEqualTo("UnsupportedAvailabilityZoneException");
        assertThat(failed.awsErrorDetails().errorMessage()).isEqualTo("not in us-east-1e");
    }

    @Test
    void nthWrite_countsFromTheRuleOnAndNoReads() {
        create("one");
        faults.crashAfterWrite(2);

        eks.listClusters();
        create("two");
        assertThatThrownBy(() -> create("three")).isInstanceOf(SimulatedCrash.class);
        create("four");

        assertThat(eks.listClusters().clusters()).containsExactly("four", "one", "three", "two");
        assertThat(calls.that(call -> call.outcome() == Call.Outcome.CRASHED).list())
                .singleElement()
                .satisfies(call -> assertThat(
                                call.requestAs(CreateClusterRequest.class).name())
                        .isEqualTo("three"));
    }

    @Test
    void nthCall_countsReadsToo() {
        faults.onCall(2).crashBefore();

        eks.listClusters();
        assertThatThrownBy(() -> create("one")).isInstanceOf(SimulatedCrash.class);

        assertThat(eks.listClusters().clusters()).isEmpty();
    }

    @Test
    void conditionOnTheRequest_hitsOnlyWhatMatches() {
        faults.when(call -> call.request() instanceof CreateClusterRequest create
                        && create.name().equals("two"))
                .deny();

        create("one");
        assertThatThrownBy(() -> create("two")).isInstanceOf(EksException.class);
        create("two");
    }

    @Test
    void twoRules_eachCountEveryCall() {
        faults.onWrite(1).deny();
        faults.onWrite(2).deny();

        assertThatThrownBy(() -> create("one")).isInstanceOf(EksException.class);
        assertThatThrownBy(() -> create("one")).isInstanceOf(EksException.class);
        create("one");
    }

    @ParameterizedTest(name = "{0}: {1} {2}, {3} {4}")
    @CsvSource({
        "eks, 429, ThrottlingException, 403, AccessDeniedException",
        "ec2, 503, RequestLimitExceeded, 403, UnauthorizedOperation",
        "iam, 400, Throttling, 403, AccessDenied",
        "sts, 400, Throttling, 403, AccessDenied",
        "elasticloadbalancing, 400, Throttling, 403, AccessDenied",
        "ssm, 400, ThrottlingException, 400, AccessDeniedException",
    })
    void everyService_throttlesAndDeniesInItsOwnWay(
            String service, int throttledStatus, String throttled, int deniedStatus, String denied) {
        SdkPojo request = ListClustersRequest.builder().build();
        Call call = new Call(
                1,
                service,
                "ListThings",
                request,
                fake.keys.caller("AKIATEST", "eu-west-1"),
                fake.world.now(),
                Call.Outcome.PENDING,
                null);

        assertThat(ServiceErrors.throttled(call))
                .satisfies(fault -> assertThat(fault.status()).isEqualTo(throttledStatus))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(throttled));
        assertThat(ServiceErrors.denied(call))
                .satisfies(fault -> assertThat(fault.status()).isEqualTo(deniedStatus))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(denied));
    }

    private void create(String name) throws AwsServiceException {
        eks.createCluster(r -> r.name(name)
                .roleArn("arn:aws:iam::123456789012:role/eks")
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1", "subnet-2")));
    }
}
