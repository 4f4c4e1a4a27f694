package dev.eksdsl.testing.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.ListClustersRequest;

class CallsTest {

    @Test
    void oldCalls_areForgotten_andMarksStayValid() {
        Calls calls = new Calls(3);
        for (int n = 1; n <= 4; n++) {
            calls.add(call(n));
        }
        long mark = calls.mark();
        calls.add(call(5));

        assertThat(calls.list()).extracting(Call::number).containsExactly(3L, 4L, 5L);
        assertThat(calls.since(mark).list()).extracting(Call::number).containsExactly(5L);
    }

    private static Call call(long number) {
        return new Call(
                number,
                "eks",
                "ListClusters",
                ListClustersRequest.builder().build(),
                TypedCalls.CALLER,
                Instant.EPOCH,
                Call.Outcome.ANSWERED,
                null);
    }
}
