package dev.eksdsl.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.elasticip.ElasticIpSpec;
import dev.eksdsl.resource.elasticip.ElasticIpState;
import dev.eksdsl.resource.iam.RoleSpec;
import dev.eksdsl.resource.iam.RoleState;
import dev.eksdsl.resource.iam.TrustSpec;
import dev.eksdsl.resource.internetgateway.InternetGatewaySpec;
import dev.eksdsl.resource.internetgateway.InternetGatewayState;
import dev.eksdsl.resource.natgateway.NatGatewaySpec;
import dev.eksdsl.resource.natgateway.NatGatewayState;
import dev.eksdsl.resource.oidc.OidcProviderSpec;
import dev.eksdsl.resource.oidc.OidcProviderState;
import dev.eksdsl.resource.routetable.DefaultRoute;
import dev.eksdsl.resource.routetable.RouteTableSpec;
import dev.eksdsl.resource.routetable.RouteTableState;
import dev.eksdsl.resource.securitygroup.IngressRule;
import dev.eksdsl.resource.securitygroup.SecurityGroupSpec;
import dev.eksdsl.resource.securitygroup.SecurityGroupState;
import dev.eksdsl.resource.subnet.SubnetSpec;
import dev.eksdsl.resource.subnet.SubnetState;
import dev.eksdsl.resource.vpc.VpcSpec;
import dev.eksdsl.resource.vpc.VpcState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans are stored as JSON, so each specification and state must come back as it was. */
class NetworkJsonTest {

    private static final Map<String, String> TAGS = Map.of("team", "platform");
    private static final Input LATER = Input.of(new ResourceId("vpc", "main").output("id"));
    private static final Input KNOWN = Input.known("known-1");

    static Stream<Record> values() {
        return Stream.of(
                new VpcSpec("10.0.0.0/16", TAGS),
                new VpcState("vpc-1", "10.0.0.0/16", true, false, TAGS),
                new SubnetSpec(LATER, "10.0.0.0/19", Optional.empty(), 1, true, Map.of()),
                new SubnetSpec(KNOWN, "10.0.0.0/19", Optional.of("us-east-1a"), 0, false, TAGS),
                new SubnetState("subnet-1", "vpc-1", "10.0.0.0/19", "us-east-1a", true, TAGS),
                new InternetGatewaySpec(LATER, TAGS),
                new InternetGatewayState("igw-1", Optional.empty(), Map.of()),
                new InternetGatewayState("igw-1", Optional.of("vpc-1"), TAGS),
                new ElasticIpSpec(TAGS),
                new ElasticIpState("eipalloc-1", "198.51.100.7", TAGS),
                new NatGatewaySpec(LATER, KNOWN, TAGS),
                new NatGatewayState("nat-1", "subnet-1", "eipalloc-1", TAGS),
                new RouteTableSpec(LATER, Optional.empty(), List.of(), Map.of()),
                new RouteTableSpec(LATER, Optional.of(new DefaultRoute.Internet(LATER)), List.of(KNOWN, LATER), TAGS),
                new RouteTableSpec(LATER, Optional.of(new DefaultRoute.Nat(KNOWN)), List.of(KNOWN), TAGS),
                new RouteTableState("rtb-1", "vpc-1", Optional.of("nat-1"), Map.of("subnet-1", "assoc-1"), TAGS),
                new SecurityGroupSpec(LATER, "web", "Web", List.of(IngressRule.tcp(443, "10.0.0.0/16")), TAGS),
                new SecurityGroupState(
                        "sg-1",
                        "vpc-1",
                        "web",
                        "Web",
                        Set.of(new SecurityGroupState.Rule("tcp", 443, 443, "10.0.0.0/16")),
                        TAGS),
                new RoleSpec(
                        "r",
                        new TrustSpec.ServiceTrust("eks.amazonaws.com", true, Optional.of("arn:*")),
                        Set.of("arn:policy"),
                        Optional.of(Map.of("p", "{}")),
                        Optional.of("arn:boundary"),
                        TAGS),
                new RoleSpec(
                        "r",
                        new TrustSpec.WebIdentityTrust(LATER, KNOWN, "default", "api"),
                        Set.of(),
                        Optional.of(Map.of()),
                        Optional.empty(),
                        Map.of()),
                new RoleSpec(
                        "r",
                        TrustSpec.service("eks.amazonaws.com"),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()),
                new RoleState("r", "arn:r", "{}", Set.of("arn:policy"), Map.of("p", "{}"), Optional.empty()),
                new OidcProviderSpec(LATER, TAGS),
                new OidcProviderState("arn:o", "https://issuer", Set.of("sts.amazonaws.com"), TAGS));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valueWrittenAsJson_readBackEqual(Record value) throws Exception {
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
                .build();

        assertThat(mapper.readValue(mapper.writeValueAsString(value), value.getClass()))
                .isEqualTo(value);
    }
}
