package dev.eksdsl.testing.server;

import java.util.List;
import java.util.Set;

/** What can be told from the name of an operation. */
final class OperationNames {

    /**
     * First words of operations that change nothing that a plan could own. Assuming a role only yields credentials, and
     * generating a key or a report only yields that.
     */
    private static final List<String> READS = List.of(
            "Assume",
            "Check",
            "Decode",
            "Describe",
            "Filter",
            "Generate",
            "Get",
            "Head",
            "List",
            "Lookup",
            "Search",
            "Simulate",
            "Test");

    /** Those that other first words do not tell: cryptography of KMS, polls of SQS, queries of CloudWatch Logs. */
    private static final Set<String> MORE_READS = Set.of(
            "Decrypt",
            "DeriveSharedSecret",
            "Encrypt",
            "ReEncrypt",
            "ReceiveMessage",
            "Sign",
            "StartLiveTail",
            "StartQuery",
            "StopQuery",
            "Verify",
            "VerifyMac");

    private OperationNames() {}

    static boolean isRead(String operation) {
        return MORE_READS.contains(operation) || READS.stream().anyMatch(operation::startsWith);
    }
}
