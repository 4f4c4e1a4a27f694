package dev.eksdsl.testing.deploy;

import static dev.eksdsl.testing.deploy.WebApi.NAMESPACE;
import static dev.eksdsl.testing.deploy.WebApi.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.EksSession;
import dev.eksdsl.kubernetes.EksKubernetes;
import dev.eksdsl.kubernetes.deploy.EksDeployer;
import dev.eksdsl.kubernetes.deploy.WorkloadException;
import dev.eksdsl.kubernetes.workload.Workloads;
import dev.eksdsl.testing.EksTest;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.FakeAwsExtension;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** Services with a network load balancer, seen from Kubernetes and from Elastic Load Balancing. */
class LoadBalancerTest {

    @Nested
    @EksTest
    class WithTheController {

        private FakeAws aws;
        private EksSession eks;
        private KubernetesClient client;
        private EksDeployer deployer;

        @BeforeEach
        void deployer() {
            deployer = EksKubernetes.deployer(eks, client);
        }

        @Test
        void internetFacingService_getsAHostNameThatIsTheLoadBalancers() {
            String hostname = expose(WebApi.internetFacing());

            LoadBalancer balancer = onlyBalancer();
            assertThat(balancer.dnsName()).isEqualTo(hostname).endsWith(".elb.us-east-1.amazonaws.com");
            assertThat(balancer.scheme()).isEqualTo(LoadBalancerSchemeEnum.INTERNET_FACING);
            assertThat(balancer.type()).isEqualTo(LoadBalancerTypeEnum.NETWORK);
            assertThat(rolesOfSubnets(balancer)).isNotEmpty().containsOnly("kubernetes.io/role/elb");
        }

        @Test
        void internalService_isInThePrivateSubnets() {
            expose(WebApi.internal());

            LoadBalancer balancer = onlyBalancer();
            assertThat(balancer.scheme()).isEqualTo(LoadBalancerSchemeEnum.INTERNAL);
            assertThat(rolesOfSubnets(balancer)).isNotEmpty().containsOnly("kubernetes.io/role/internal-elb");
        }

        @Test
        void tagsOfTheDeclarationAndOfTheController_areOnTheLoadBalancer() {
            expose(WebApi.internetFacing());

            assertThat(aws.loadBalancingClient()
                            .describeTags(r -> r.resourceArns(onlyBalancer().loadBalancerArn()))
                            .tagDescriptions()
                            .get(0)
                            .tags())
                    .extracting(tag -> tag.key() + "=" + tag.value())
                    .contains("team=web", "elbv2.k8s.aws/cluster=test", "service.k8s.aws/stack=production/web-api-svc");
        }

        @Test
        void serviceIsDeleted_loadBalancerGoesBeforeTheServiceIsGone() {
            expose(WebApi.internetFacing());

            deployer.delete(PATIENCE, WebApi.internetFacing());

            assertThat(balancers(aws)).isEmpty();
            assertThat(client.services().inNamespace(NAMESPACE).list().getItems())
                    .isEmpty();
        }

        @Test
        void twoServices_haveALoadBalancerEach() {
            expose(WebApi.internetFacing());
            expose(WebApi.internal());

            assertThat(balancers(aws))
                    .extracting(LoadBalancer::scheme)
                    .containsExactlyInAnyOrder(LoadBalancerSchemeEnum.INTERNET_FACING, LoadBalancerSchemeEnum.INTERNAL);
        }

        @Test
        void subnetsLoseTheirTag_complaintNamesTheTagToSet() {
            List<String> subnets = aws.ec2Client().describeSubnets().subnets().stream()
                    .map(Subnet::subnetId)
                    .toList();
            aws.ec2Client()
                    .deleteTags(r -> r.resources(subnets)
                            .tags(Tag.builder().key("kubernetes.io/role/elb").build()));

            assertThatThrownBy(() -> expose(WebApi.internetFacing()))
                    .isInstanceOf(WorkloadException.class)
                    .hasMessageContaining("production/web-api-svc")
                    .hasMessageContaining("unable to resolve at least one subnet")
                    .hasMessageContaining("tag the subnets (kubernetes.io/role/elb for internet-facing");
        }

        @Test
        void serviceWithoutLoadBalancer_isRefusedAtOnce() {
            Service plain =
                    Workloads.service("plain", s -> s.of(WebApi.deployment()).port(80, 8080));
            deployer.apply(List.of(plain), options -> options.createNamespaces());

            assertThatThrownBy(() -> deployer.awaitLoadBalancer(plain, PATIENCE))
                    .hasMessageContaining("is of type ClusterIP")
                    .hasMessageContaining(".nlb(...)");
        }

        private String expose(Service service) {
            deployer.apply(List.of(WebApi.deployment(), service), options -> options.createNamespaces());
            return deployer.awaitLoadBalancer(service, PATIENCE);
        }

        private LoadBalancer onlyBalancer() {
            assertThat(balancers(aws)).hasSize(1);
            return balancers(aws).get(0);
        }

        private List<String> rolesOfSubnets(LoadBalancer balancer) {
            List<String> ids = balancer.availabilityZones().stream()
                    .map(AvailabilityZone::subnetId)
                    .toList();
            return aws.ec2Client().describeSubnets(r -> r.subnetIds(ids)).subnets().stream()
                    .flatMap(subnet -> subnet.tags().stream())
                    .map(Tag::key)
                    .filter(key -> key.startsWith("kubernetes.io/role/"))
                    .toList();
        }
    }

    @Nested
    class WithoutTheController {

        @RegisterExtension
        final FakeAwsExtension extension = new FakeAwsExtension(aws -> aws.withoutLoadBalancerController());

        @Test
        void service_staysPendingAndTheReasonIsTold(FakeAws aws, EksSession eks, KubernetesClient client) {
            EksDeployer deployer = EksKubernetes.deployer(eks, client);
            deployer.apply(
                    List.of(WebApi.deployment(), WebApi.internetFacing()), options -> options.createNamespaces());

            assertThatThrownBy(() -> deployer.awaitLoadBalancer(WebApi.internetFacing(), PATIENCE))
                    .isInstanceOf(WorkloadException.class)
                    .hasMessageContaining("has no address after 300 s")
                    .hasMessageContaining("no controller has said anything about it")
                    .hasMessageContaining("see that the AWS Load Balancer Controller runs");
            assertThat(balancers(aws)).isEmpty();
        }
    }

    private static List<LoadBalancer> balancers(FakeAws aws) {
        return aws.loadBalancingClient().describeLoadBalancers().loadBalancers();
    }
}
