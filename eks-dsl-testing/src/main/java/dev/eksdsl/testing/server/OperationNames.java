package dev.eksdsl.testing.server;

import java.util.List;

/** What can be told from the name of an operation. */
final class OperationNames {

    /** First words of operations that change nothing that a plan could own; assuming a role only yields credentials. */
    private static final List<String> READS = List.of(
            "Assume", "Check", "Decode", "Describe", "Filter", "Get", "Head", "List", "Lookup", "Search", "Simulate");

    private OperationNames() {}

    static boolean isRead(String operation) {
        return READS.stream().anyMatch(operation::startsWith);
    }
}
