package dev.eksdsl.kubernetes.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.eksdsl.model.Problem;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NlbTest {

    private static final String PREFIX = "service.beta.kubernetes.io/aws-load-balancer-";

    @Test
    void everythingSaid_isWrittenAsTheControllerReadsIt() {
        Service service = service(nlb -> nlb.internetFacing()
                .instanceTargets()
                .name("web")
                .subnets("subnet-1", "subnet-2")
                .eipAllocations("eipalloc-0123456789abcdef0", "eipalloc-0123456789abcdef1")
                .securityGroups("sg-1")
                .certificate("arn:aws:acm:us-east-1:123456789012:certificate/a")
                .tlsPort(443)
                .sourceRange("203.0.113.0/24")
                .sourceRange("2001:db8::/32")
                .crossZone()
                .deletionProtection()
                .preserveClientIp()
                .deregistrationDelay(Duration.ofSeconds(30))
                .proxyProtocol()
                .dualStack()
                .tag("team", "web")
                .healthCheck("/health", 8081, Duration.ofSeconds(15)));

        assertThat(service.getMetadata().getAnnotations())
                .isEqualTo(Map.ofEntries(
                        entry("type", "external"),
                        entry("nlb-target-type", "instance"),
                        entry("scheme", "internet-facing"),
                        entry("name", "web"),
                        entry("ip-address-type", "dualstack"),
                        entry("subnets", "subnet-1,subnet-2"),
                        entry("eip-allocations", "eipalloc-0123456789abcdef0,eipalloc-0123456789abcdef1"),
                        entry("security-groups", "sg-1"),
                        entry("manage-backend-security-group-rules", "true"),
                        entry("ssl-cert", "arn:aws:acm:us-east-1:123456789012:certificate/a"),
                        entry("ssl-ports", "443"),
                        entry("proxy-protocol", "*"),
                        entry("attributes", "load_balancing.cross_zone.enabled=true,deletion_protection.enabled=true"),
                        entry(
                                "target-group-attributes",
                                "preserve_client_ip.enabled=true,deregistration_delay.timeout_seconds=30"),
                        entry("additional-resource-tags", "team=web"),
                        entry("healthcheck-protocol", "http"),
                        entry("healthcheck-path", "/health"),
                        entry("healthcheck-port", "8081"),
                        entry("healthcheck-interval", "15")));
        assertThat(service.getSpec().getLoadBalancerSourceRanges()).containsExactly("203.0.113.0/24", "2001:db8::/32");
    }

    @Test
    void loadBalancerClass_takesThePlaceOfTheTypeAnnotation() {
        Service service = service(nlb -> nlb.internal().byLoadBalancerClass());

        assertThat(service.getSpec().getLoadBalancerClass()).isEqualTo("service.k8s.aws/nlb");
        assertThat(service.getMetadata().getAnnotations())
                .isEqualTo(Map.of(PREFIX + "nlb-target-type", "ip", PREFIX + "scheme", "internal"));
    }

    @Test
    void autoMode_getsNoAnnotationThatItDoesNotKnow() {
        Service service = service(nlb -> nlb.internal().autoMode().proxyProtocol());

        assertThat(service.getSpec().getLoadBalancerClass()).isEqualTo("eks.amazonaws.com/nlb");
        assertThat(service.getMetadata().getAnnotations())
                .isEqualTo(Map.of(
                        PREFIX + "nlb-target-type",
                        "ip",
                        PREFIX + "scheme",
                        "internal",
                        PREFIX + "target-group-attributes",
                        "proxy_protocol_v2.enabled=true"));
    }

    @Test
    void severalPorts_areNamed() {
        Service service =
                Workloads.service("web", s -> s.selects("web").port(80, 8080).port(443));

        assertThat(service.getSpec().getPorts()).extracting(p -> p.getName()).containsExactly("tcp-80", "tcp-443");
        assertThat(service.getSpec().getType()).isNull();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("EKS-W10", "service[web].nlb", ".internetFacing() or .internal()", nlb -> {}),
                refused(
                        "EKS-W10",
                        "service[web].nlb",
                        "one of",
                        nlb -> nlb.internal().internetFacing()),
                refused(
                        "EKS-W11",
                        "service[web].nlb.eipAllocations",
                        ".internetFacing()",
                        nlb -> nlb.internal().eipAllocations("eipalloc-0123456789abcdef0")),
                refused(
                        "EKS-W11",
                        "service[web].nlb.privateAddresses",
                        ".internal()",
                        nlb -> nlb.internetFacing().privateAddresses("10.0.0.1")),
                refused(
                        "EKS-W11",
                        "service[web].nlb.eipAllocations",
                        "eipalloc-",
                        nlb -> nlb.internetFacing().eipAllocations("1.2.3.4")),
                refused(
                        "EKS-W12",
                        "service[web].nlb.name",
                        "32",
                        nlb -> nlb.internal().name("a".repeat(33))),
                refused(
                        "EKS-W12",
                        "service[web].nlb.name",
                        "internal-",
                        nlb -> nlb.internal().name("internal-web")),
                refused(
                        "EKS-W13",
                        "service[web].nlb.eipAllocations",
                        "exactly one",
                        nlb -> nlb.internetFacing().subnets("a", "b").eipAllocations("eipalloc-0123456789abcdef0")),
                refused(
                        "EKS-W14",
                        "service[web].nlb.sourceRange",
                        "203.0.113.0/24",
                        nlb -> nlb.internal().sourceRange("10.0.0.0")),
                refused(
                        "EKS-W14",
                        "service[web].nlb.sourceRange",
                        "203.0.113.0/24",
                        nlb -> nlb.internal().sourceRange("10.0.0.256/33")),
                refused(
                        "EKS-W15",
                        "service[web].nlb.tag[team]",
                        "without commas",
                        nlb -> nlb.internal().tag("team", "a,b")),
                refused(
                        "EKS-W19",
                        "service[web].nlb.healthCheck.path",
                        "\"/health\"",
                        nlb -> nlb.internal().healthCheck("health")),
                refused(
                        "EKS-W19",
                        "service[web].nlb.healthCheck.interval",
                        "5 to 300",
                        nlb -> nlb.internal().healthCheck("/", 80, Duration.ofSeconds(4))),
                refused(
                        "EKS-W20",
                        "service[web].nlb.tlsPort",
                        ".certificate",
                        nlb -> nlb.internal().tlsPort(443)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void declaredWrongly_isRefusedWithTheFix(String code, String path, String fix, Consumer<NlbBuilder> nlb) {
        assertThatThrownBy(() -> service(nlb))
                .isInstanceOf(InvalidWorkloadException.class)
                .extracting(e -> ((InvalidWorkloadException) e).problems(), list(Problem.class))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(code);
                    assertThat(problem.path()).isEqualTo(path);
                    assertThat(problem.fix()).contains(fix);
                });
    }

    @Test
    void annotationThatTheDeclarationWrites_isRefused() {
        assertThatThrownBy(() -> Workloads.service(
                        "web",
                        s -> s.selects("web")
                                .port(80)
                                .annotation(PREFIX + "scheme", "internal")
                                .nlb(nlb -> nlb.internetFacing())))
                .isInstanceOf(InvalidWorkloadException.class)
                .hasMessageContaining("EKS-W15");
    }

    private static Arguments refused(String code, String path, String fix, Consumer<NlbBuilder> nlb) {
        return argumentSet(code + " " + path, code, path, fix, nlb);
    }

    private static Service service(Consumer<NlbBuilder> nlb) {
        return Workloads.service("web", s -> s.selects("web").port(80).nlb(nlb));
    }

    private static Map.Entry<String, String> entry(String name, String value) {
        return Map.entry(PREFIX + name, value);
    }
}
