package dev.eksdsl.testing.server;

import dev.eksdsl.testing.wire.FormFields;
import dev.eksdsl.testing.wire.WireRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What makes a presigned request invalid even for somebody who does not verify signatures: its age, and signed headers
 * that do not come with it (an EKS token's URL works only together with the header {@code x-k8s-aws-id}).
 */
final class Presigned {

    /** STS ignores X-Amz-Expires: a presigned request lives as long as any signature (aws/aws-sdk-go issue 2167). */
    private static final Duration LIFE = Duration.ofMinutes(15);

    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private Presigned() {}

    /** Why the request is refused; empty if it is fine, or not presigned. */
    static Optional<AwsFault> refusal(WireRequest request, Instant now) {
        FormFields query = FormFields.parse(request.query());
        if (!query.has("X-Amz-Credential")) {
            return Optional.empty();
        }
        for (String header : query.first("X-Amz-SignedHeaders").split(";")) {
            if (!header.equals("host") && request.header(header).isEmpty()) {
                return Optional.of(mismatch("The signed header %s does not come with the request".formatted(header)));
            }
        }
        String date = query.first("X-Amz-Date");
        Instant oldest = now.minus(LIFE);
        return signedAt(date).isBefore(oldest)
                ? Optional.of(mismatch("Signature expired: %s is now earlier than %s (%s - 15 min.)"
                        .formatted(date, BASIC.format(oldest), BASIC.format(now))))
                : Optional.empty();
    }

    private static Instant signedAt(String date) {
        try {
            return BASIC.parse(date, Instant::from);
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }

    private static AwsFault mismatch(String message) {
        return new AwsFault(403, "SignatureDoesNotMatch", message);
    }
}
