package dev.eksdsl.testing.sqs;

import dev.eksdsl.testing.server.AwsFault;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/** The rules that all batch requests keep. */
final class Batches {

    private static final int MOST = 10;

    private Batches() {}

    static <T> void check(List<T> entries, Function<T, String> id, String type) {
        if (entries.isEmpty()) {
            throw SqsFaults.refuse("EmptyBatchRequest", "There should be at least one " + type + " in the request.");
        }
        if (entries.size() > MOST) {
            throw SqsFaults.refuse(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are %d. You have sent %d.".formatted(MOST, entries.size()));
        }
        Set<String> ids = new HashSet<>();
        for (T entry : entries) {
            String each = id.apply(entry);
            if (!each.matches("[A-Za-z0-9_-]{1,80}")) {
                throw SqsFaults.refuse(
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.");
            }
            if (!ids.add(each)) {
                throw SqsFaults.refuse("BatchEntryIdsNotDistinct", "Id " + each + " repeated.");
            }
        }
    }

    static BatchResultErrorEntry failed(String id, AwsFault fault) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .senderFault(true)
                .code(fault.code())
                .message(fault.getMessage())
                .build();
    }
}
