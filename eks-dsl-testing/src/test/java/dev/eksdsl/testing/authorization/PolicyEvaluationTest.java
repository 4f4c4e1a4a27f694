package dev.eksdsl.testing.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.authorization.Decision.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyEvaluationTest {

    private static final String CLUSTER = "arn:aws:eks:us-east-1:123456789012:cluster/demo";
    private static final String ANN = "arn:aws:iam::123456789012:user/ann";

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            'Action':'eks:*' | 'Resource':'*' | true
            'Action':'EKS:describecluster' | 'Resource':'*' | true
            'Action':['eks:List*','eks:Describe?luster'] | 'Resource':'*' | true
            'Action':'eks:ListClusters' | 'Resource':'*' | false
            'NotAction':'iam:*' | 'Resource':'*' | true
            'NotAction':'eks:*' | 'Resource':'*' | false
            'Action':'*' | 'Resource':'arn:aws:eks:*:123456789012:cluster/*' | true
            'Action':'*' | 'Resource':'arn:aws:eks:*:*:cluster/other' | false
            'Action':'*' | 'NotResource':'arn:aws:eks:*:*:cluster/other' | true
            'Action':'*' | 'Resource':'arn:aws:eks:*:*:cluster/${aws:PrincipalTag/cluster}' | true
            'Action':'*' | 'Resource':'arn:aws:eks:*:*:cluster/${aws:PrincipalTag/none}' | false
            'Action':'*' | 'Resource':'arn:aws:eks:*:*:cluster/${aws:PrincipalTag/none, 'demo'}' | true
            'Action':'*' | 'Resource':'arn:aws:eks:*:*:cluster/${*}' | false
            """)
    void statement_isAboutWhatItLists(String actions, String resources, boolean allowed) {
        // the default of a variable is in single quotes itself
        String json = "{'Version':'2012-10-17','Statement':{'Effect':'Allow',%s,%s}}"
                .formatted(actions, resources)
                .replace("'demo'}", "#demo#}")
                .replace('\'', '"')
                .replace('#', '\'');

        assertThat(decide(identity(json), new RequestContext()).isAllowed()).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            'StringEquals':{'one':'a'} | true
            'StringEquals':{'ONE':['b','a']} | true
            'StringEquals':{'one':'A'} | false
            'StringEqualsIgnoreCase':{'one':'A'} | true
            'StringNotEquals':{'one':['a','b']} | false
            'StringNotEquals':{'absent':'a'} | true
            'StringEquals':{'absent':'a'} | false
            'StringEqualsIfExists':{'absent':'a'} | true
            'StringLike':{'one':'?'} | true
            'StringNotLike':{'one':'?'} | false
            'StringEquals':{'aws:username':'${aws:username}'} | true
            'Bool':{'yes':'true'} | true
            'Bool':{'yes':true} | true
            'Bool':{'yes':'false'} | false
            'Null':{'absent':'true'} | true
            'Null':{'one':'true'} | false
            'Null':{'one':'false'} | true
            'NumericLessThan':{'ten':'11'} | true
            'NumericGreaterThanEquals':{'ten':10} | true
            'NumericNotEquals':{'ten':'10'} | false
            'NumericEquals':{'one':'1'} | false
            'DateLessThan':{'now':'2026-11-23T00:00:00Z'} | true
            'DateGreaterThan':{'now':'1700000000'} | true
            'DateGreaterThan':{'now':'2027-01-01'} | false
            'IpAddress':{'ip':'10.1.0.0/16'} | true
            'IpAddress':{'ip':['192.168.0.0/16','10.2.0.0/16']} | false
            'NotIpAddress':{'ip':'10.2.0.0/16'} | true
            'IpAddress':{'ip6':'2001:db8::/32'} | true
            'ArnLike':{'arn':'arn:aws:iam::*:role/*'} | true
            'ArnEquals':{'arn':'arn:aws:iam::123456789012:role/a'} | true
            'ArnLike':{'arn':'arn:*:role/a'} | false
            'ArnNotLike':{'arn':'arn:aws:iam::*:user/*'} | true
            'ForAllValues:StringEquals':{'many':['a','b','c']} | true
            'ForAllValues:StringEquals':{'many':['a']} | false
            'ForAllValues:StringEquals':{'absent':['a']} | true
            'ForAnyValue:StringEquals':{'many':['b']} | true
            'ForAnyValue:StringEquals':{'absent':['b']} | false
            'ForAnyValue:StringNotEquals':{'many':['b']} | true
            'ForAllValues:StringLike':{'many':'?'},'Null':{'many':'false'} | true
            'StringEquals':{'one':'a','yes':'false'} | false
            """)
    void condition_holdsAsIamHasIt(String conditions, boolean holds) {
        RequestContext context = new RequestContext()
                .put("one", "a")
                .put("many", List.of("a", "b"))
                .put("yes", "true")
                .put("ten", "10")
                .put("now", "2026-11-22T10:00:00Z")
                .put("ip", "10.1.2.3")
                .put("ip6", "2001:db8::1")
                .put("arn", "arn:aws:iam::123456789012:role/a");
        String json =
                "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{%s}}]}"
                        .formatted(conditions)
                        .replace('\'', '"');

        assertThat(decide(identity(json), context).isAllowed()).isEqualTo(holds);
    }

    @Test
    void denyWinsWhereverItStands() {
        String allow = policy("Allow", "*");
        String deny = policy("Deny", "eks:*");

        assertThat(decide(identity(allow, deny), new RequestContext()))
                .returns(Outcome.EXPLICIT_DENY, Decision::outcome)
                .returns("with an explicit deny in an identity-based policy", d -> d.reason("eks:DescribeCluster"));
        assertThat(decide(bounded(allow, Optional.of(deny), List.of()), new RequestContext())
                        .reason("eks:DescribeCluster"))
                .isEqualTo("with an explicit deny in a permissions boundary");
        assertThat(decide(bounded(allow, Optional.empty(), List.of(deny)), new RequestContext())
                        .reason("eks:DescribeCluster"))
                .isEqualTo("with an explicit deny in a session policy");
    }

    @Test
    void boundaryAndSession_limitWhatTheIdentityMay() {
        String all = policy("Allow", "*");
        String other = policy("Allow", "iam:*");

        assertThat(decide(bounded(all, Optional.of(other), List.of()), new RequestContext())
                        .reason("eks:X"))
                .isEqualTo("because no permissions boundary allows the eks:X action");
        assertThat(decide(bounded(all, Optional.empty(), List.of(other)), new RequestContext())
                        .reason("eks:X"))
                .isEqualTo("because no session policy allows the eks:X action");
        assertThat(decide(bounded(other, Optional.of(all), List.of(all)), new RequestContext())
                        .reason("eks:X"))
                .isEqualTo("because no identity-based policy allows the eks:X action");
        assertThat(decide(bounded(all, Optional.of(all), List.of(all)), new RequestContext())
                        .isAllowed())
                .isTrue();
    }

    @Test
    void oldVersionOfThePolicyLanguage_knowsNoVariables() {
        String json = "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
                + "\"Resource\":\"arn:aws:eks:*:*:cluster/${aws:PrincipalTag/cluster}\"}]}";

        assertThat(decide(identity(json), new RequestContext()).isAllowed()).isFalse();
    }

    @Test
    void unknownOperatorOrNoJson_isMalformed() {
        assertThatThrownBy(() -> Policy.parse("p", "{"))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessage("This policy contains invalid Json");
        assertThatThrownBy(() -> Policy.parse(
                        "p",
                        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\","
                                + "\"Condition\":{\"StringSame\":{\"a\":\"b\"}}}]}"))
                .hasMessage("Invalid Condition type : StringSame.");
    }

    private static String policy(String effect, String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"*\"}]}"
                .formatted(effect, action);
    }

    private static Identity identity(String... policies) {
        return new Identity(
                ANN,
                ANN,
                "User",
                "AIDA",
                Optional.of("ann"),
                List.of(policies).stream().map(json -> Policy.parse("p", json)).toList(),
                Optional.empty(),
                List.of(),
                Map.of("cluster", "demo"));
    }

    private static Identity bounded(String own, Optional<String> boundary, List<String> session) {
        Identity plain = identity(own);
        return new Identity(
                ANN,
                ANN,
                "User",
                "AIDA",
                Optional.of("ann"),
                plain.policies(),
                boundary.map(json -> Policy.parse("b", json)),
                session.stream().map(json -> Policy.parse("s", json)).toList(),
                Map.of());
    }

    private static Decision decide(Identity who, RequestContext context) {
        return Simulation.decide(who, "eks:DescribeCluster", CLUSTER, context);
    }
}
