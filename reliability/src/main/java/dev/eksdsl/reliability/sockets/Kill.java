package dev.eksdsl.reliability.sockets;

import java.util.List;

/**
 * A process that was killed at its work, and what came of it.
 *
 * @param stage what it was at
 * @param write the kill was ordered when this write, counted from 1, had reached the proxy
 * @param later how many milliseconds after that
 * @param calls how many calls it had made when it died
 * @param writes how many of them were writes
 * @param code how it ended: 137 if it was killed
 * @param complaints what was wrong after the next process had run; empty if it healed
 */
record Kill(int life, Wish stage, int write, int later, int calls, int writes, int code, List<String> complaints) {

    boolean healed() {
        return complaints.isEmpty();
    }
}
