package dev.eksdsl.testing.events;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventPatternTest {

    private static final String EVENT = """
            {"source": "aws.ec2", "detail-type": "State", "resources": ["arn:a", "arn:b"],
             "detail": {"state": "Running", "count": 5, "ip": "10.0.1.7", "none": null, "deep": {"x": true},
                        "many": [{"k": "v1"}, {"k": "v2"}]}}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'source': ['aws.ec2']} | true",
                "{'source': ['aws.eks']} | false",
                "{'source': ['aws.eks', 'aws.ec2'], 'detail': {'state': ['Running']}} | true",
                "{'resources': ['arn:b']} | true",
                "{'source': [{'prefix': 'aws.'}]} | true",
                "{'source': [{'suffix': '.ec2'}]} | true",
                "{'detail': {'state': [{'prefix': {'equals-ignore-case': 'RUN'}}]}} | true",
                "{'detail': {'state': [{'equals-ignore-case': 'running'}]}} | true",
                "{'detail': {'state': [{'wildcard': 'R*n*g'}]}} | true",
                "{'detail': {'state': [{'wildcard': 'R*x'}]}} | false",
                "{'detail': {'state': [{'anything-but': 'Stopped'}]}} | true",
                "{'detail': {'state': [{'anything-but': ['Running', 'Stopped']}]}} | false",
                "{'detail': {'state': [{'anything-but': {'prefix': 'Run'}}]}} | false",
                "{'detail': {'missing': [{'anything-but': 'x'}]}} | false",
                "{'detail': {'count': [{'numeric': ['>', 0, '<=', 5]}]}} | true",
                "{'detail': {'count': [{'numeric': ['=', 4]}]}} | false",
                "{'detail': {'count': [5]}} | true",
                "{'detail': {'ip': [{'cidr': '10.0.0.0/16'}]}} | true",
                "{'detail': {'ip': [{'cidr': '10.1.0.0/16'}]}} | false",
                "{'detail': {'missing': [{'exists': false}]}} | true",
                "{'detail': {'state': [{'exists': false}]}} | false",
                "{'detail': {'none': [null]}} | true",
                "{'detail': {'deep': {'x': [true]}}} | true",
                "{'detail': {'many': {'k': ['v2']}}} | true",
                "{'$or': [{'source': ['aws.eks']}, {'detail': {'count': [5]}}]} | true",
                "{'$or': [{'source': ['aws.eks']}, {'detail': {'count': [6]}}]} | false",
            })
    void operators_areThoseOfTheGuide(String pattern, boolean matches) throws Exception {
        assertThat(EventPattern.parse(pattern.replace('\'', '"')).matches(new ObjectMapper().readTree(EVENT)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{'source': 'aws.ec2'}",
                "{'source': []}",
                "{'detail': {}}",
                "{'a': [{'like': 'x'}]}",
                "{'a': [{'numeric': ['~', 1]}]}",
                "{'a': [{'exists': 'x'}]}",
                "{'a': [[1]]}",
                "nothing"
            })
    void whatIsNoPattern_isRefused(String pattern) {
        assertRefused(() -> EventPattern.parse(pattern.replace('\'', '"')), "InvalidEventPatternException");
    }
}
