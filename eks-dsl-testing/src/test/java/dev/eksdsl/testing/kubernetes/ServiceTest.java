package dev.eksdsl.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Scheme;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Type;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Wanted;
import org.junit.jupiter.api.Test;

class ServiceTest {

    private static final String ANNOTATION = "service.beta.kubernetes.io/aws-load-balancer-";

    private TestCluster test =
            new TestCluster(FakeKubernetes.Options.DEFAULT, "1.35").nodes(2).pass(60);

    private void service(String spec, String annotations) {
        test.create("services", """
                apiVersion: v1
                kind: Service
                metadata: {name: web-api, namespace: default, annotations: {%s}}
                spec:
                  %s
                  selector: {app: web}
                  ports: [{port: 80, targetPort: 8080}]
                """.formatted(annotations, spec));
    }

    private JsonNode service() {
        return test.get("services", "default", "web-api");
    }

    private Wanted loadBalancer() {
        assertThat(test.cloud.loadBalancers).hasSize(1);
        return test.cloud.loadBalancers.values().iterator().next();
    }

    @Test
    void service_hasThePodsThatAreReadyAsEndpoints() {
        test.nodes(2).pass(30).deployment(2, "web:1");
        service("type: ClusterIP", "");
        test.pass(30);

        JsonNode subset = test.get("endpoints", "default", "web-api").at("/subsets/0");

        assertThat(subset.path("addresses")).hasSize(2);
        assertThat(subset.at("/ports/0/port").asInt()).isEqualTo(8080);
        assertThat(test.objects().list("endpointslices.discovery.k8s.io", "default"))
                .filteredOn(slice -> slice.at("/metadata/labels/kubernetes.io~1service-name")
                        .asText()
                        .equals("web-api"))
                .singleElement()
                .satisfies(slice -> assertThat(slice.path("endpoints")).hasSize(2));
    }

    @Test
    void externalLoadBalancer_isInternalUnlessItsSchemeSaysOtherwise() {
        service("type: LoadBalancer", "'" + ANNOTATION + "type': external");
        test.pass(1);
        assertThat(service().at("/status/loadBalancer/ingress")).isEmpty();
        test.pass(10);

        assertThat(service().at("/status/loadBalancer/ingress/0/hostname").asText())
                .matches("k8s-default-webapi-[0-9a-f]{10}-[0-9a-f]{16}\\.elb\\.eu-west-1\\.amazonaws\\.com");
        assertThat(service().at("/metadata/finalizers/0").asText()).isEqualTo("service.k8s.aws/resources");
        assertThat(loadBalancer().scheme()).isEqualTo(Scheme.INTERNAL);
        assertThat(loadBalancer().type()).isEqualTo(Type.NETWORK);
        assertThat(loadBalancer().subnetIds()).containsExactly("subnet-private-a", "subnet-private-b");
        assertThat(loadBalancer().tags())
                .containsEntry("elbv2.k8s.aws/cluster", "production")
                .containsEntry("service.k8s.aws/stack", "default/web-api")
                .containsEntry("service.k8s.aws/resource", "LoadBalancer");
    }

    @Test
    void internetFacingLoadBalancer_isInThePublicSubnets() {
        service(
                "type: LoadBalancer\n  loadBalancerClass: service.k8s.aws/nlb",
                "'" + ANNOTATION + "scheme': internet-facing");
        test.pass(10);

        assertThat(loadBalancer().scheme()).isEqualTo(Scheme.INTERNET_FACING);
        assertThat(loadBalancer().subnetIds()).containsExactly("subnet-public-a", "subnet-public-b");
    }

    @Test
    void deletedService_goesOnlyAfterItsLoadBalancer() {
        service("type: LoadBalancer", "'" + ANNOTATION + "type': external");
        test.pass(10);

        test.objects().delete("services", "default", "web-api");
        test.pass(1);
        assertThat(test.objects().get("services", "default", "web-api")).isPresent();
        test.pass(30);

        assertThat(test.objects().get("services", "default", "web-api")).isEmpty();
        assertThat(test.cloud.loadBalancers).isEmpty();
    }

    @Test
    void serviceForAnAbsentController_staysPending() {
        test = new TestCluster(FakeKubernetes.Options.DEFAULT.withAwsLoadBalancerController(false), "1.35");
        service("type: LoadBalancer", "'" + ANNOTATION + "type': external");
        test.pass(600);

        assertThat(service().at("/status/loadBalancer/ingress")).isEmpty();
        assertThat(test.cloud.loadBalancers).isEmpty();
    }

    @Test
    void deletedService_hangsWhereItsControllerIsGone() {
        test = new TestCluster(FakeKubernetes.Options.DEFAULT.withAwsLoadBalancerController(false), "1.35");
        service("type: LoadBalancer", "'" + ANNOTATION + "type': external");
        test.objects()
                .update(
                        "services",
                        "default",
                        "web-api",
                        service -> service.withObject("/metadata")
                                .putArray("finalizers")
                                .add("service.k8s.aws/resources"));

        test.objects().delete("services", "default", "web-api");
        test.pass(600);

        assertThat(service().at("/metadata/deletionTimestamp").isTextual()).isTrue();
    }

    @Test
    void plainLoadBalancer_isAClassicOneOfTheInTreeController() {
        service("type: LoadBalancer", "");
        test.pass(10);

        assertThat(loadBalancer().type()).isEqualTo(Type.CLASSIC);
        assertThat(loadBalancer().scheme()).isEqualTo(Scheme.INTERNET_FACING);
        assertThat(service().at("/metadata/finalizers/0").asText())
                .isEqualTo("service.kubernetes.io/load-balancer-cleanup");
        assertThat(loadBalancer().tags()).containsEntry("kubernetes.io/cluster/production", "owned");
    }
}
