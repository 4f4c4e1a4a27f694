package dev.eksdsl.testing.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;

/** Classic and newer load balancers share a name in signatures: the version of the API tells them apart. */
class ApiVersionTest {

    private final ServiceCodec codec = ServiceCodec.of(DescribeLoadBalancersRequest.class, "elasticloadbalancing");

    @Test
    void operationOfAnotherVersion_isNotKnown() {
        assertThat(codec.operation(request("2015-12-01"))).isPresent();
        assertThat(codec.operation(request("2012-06-01"))).isEmpty();
        assertThat(codec.wanted(request("2012-06-01"))).isEqualTo("DescribeLoadBalancers of version 2012-06-01");
    }

    private static WireRequest request(String version) {
        return new WireRequest(
                "POST",
                "/",
                "",
                Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
                ("Action=DescribeLoadBalancers&Version=" + version).getBytes(StandardCharsets.UTF_8));
    }
}
