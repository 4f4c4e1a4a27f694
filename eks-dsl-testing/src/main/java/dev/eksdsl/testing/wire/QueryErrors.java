package dev.eksdsl.testing.wire;

import java.util.Map;

/**
 * The error codes that SQS had while it spoke the query protocol. It sends them still, in a header, and clients that were
 * written then compare with them (smithy.io, AWS JSON 1.0, query compatibility; the codes are those of the SQS API reference).
 */
final class QueryErrors {

    static final String HEADER = "x-amzn-query-error";

    private static final String PREFIX = "AWS.SimpleQueueService.";

    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("BatchEntryIdsNotDistinct", PREFIX + "BatchEntryIdsNotDistinct"),
            Map.entry("BatchRequestTooLong", PREFIX + "BatchRequestTooLong"),
            Map.entry("EmptyBatchRequest", PREFIX + "EmptyBatchRequest"),
            Map.entry("InvalidBatchEntryId", PREFIX + "InvalidBatchEntryId"),
            Map.entry("KmsAccessDenied", "KMS.AccessDeniedException"),
            Map.entry("KmsDisabled", "KMS.DisabledException"),
            Map.entry("KmsInvalidKeyUsage", "KMS.InvalidKeyUsageException"),
            Map.entry("KmsInvalidState", "KMS.InvalidStateException"),
            Map.entry("KmsNotFound", "KMS.NotFoundException"),
            Map.entry("KmsOptInRequired", "KMS.OptInRequired"),
            Map.entry("KmsThrottled", "KMS.ThrottlingException"),
            Map.entry("MessageNotInflight", PREFIX + "MessageNotInflight"),
            Map.entry("PurgeQueueInProgress", PREFIX + "PurgeQueueInProgress"),
            Map.entry("QueueDeletedRecently", PREFIX + "QueueDeletedRecently"),
            Map.entry("QueueDoesNotExist", PREFIX + "NonExistentQueue"),
            Map.entry("QueueNameExists", "QueueAlreadyExists"),
            Map.entry("TooManyEntriesInBatchRequest", PREFIX + "TooManyEntriesInBatchRequest"),
            Map.entry("UnsupportedOperation", PREFIX + "UnsupportedOperation"));

    private QueryErrors() {}

    /** Whether the service has this past. */
    static boolean has(String signingName) {
        return signingName.equals("sqs");
    }

    /** The header's value: the code of then, and whose fault it is. */
    static String header(WireError error) {
        return CODES.getOrDefault(error.code(), error.code()) + (error.status() < 500 ? ";Sender" : ";Receiver");
    }
}
