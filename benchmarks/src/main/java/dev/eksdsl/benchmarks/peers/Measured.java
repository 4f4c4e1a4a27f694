package dev.eksdsl.benchmarks.peers;

import dev.eksdsl.testing.server.Call;
import java.util.List;

/**
 * A stage of one run through one peer.
 *
 * @param calls all that reached AWS, those that were refused too
 * @param reads how many of them only read
 */
record Measured(int calls, int reads, Cost cost) {

    static Measured of(List<Call> calls, Cost cost) {
        return new Measured(
                calls.size(), (int) calls.stream().filter(Call::isRead).count(), cost);
    }
}
