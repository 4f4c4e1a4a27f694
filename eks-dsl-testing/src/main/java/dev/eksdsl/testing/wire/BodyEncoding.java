package dev.eksdsl.testing.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * How a body is wrapped for its way: {@code gzip}, which SDKs use for long requests, and {@code aws-chunked}, chunks that
 * each have a signature and are followed by checksums.
 */
final class BodyEncoding {

    private static final int MOST_HEX_DIGITS = 7;

    private BodyEncoding() {}

    /** The body as it was before it was wrapped. */
    static byte[] decoded(WireRequest request) {
        byte[] body = request.body();
        List<String> encodings = List.of(
                request.header("Content-Encoding").toLowerCase(Locale.ROOT).split("\\s*,\\s*"));
        if (encodings.contains("aws-chunked")) {
            body = unchunked(body);
        }
        return encodings.contains("gzip") && isZipped(body) ? unzipped(body) : body;
    }

    /** HTTP servers may have unwrapped it already, and left the header. */
    private static boolean isZipped(byte[] body) {
        return body.length > 2 && body[0] == (byte) 0x1f && body[1] == (byte) 0x8b;
    }

    private static byte[] unzipped(byte[] body) {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new MalformedRequestException("the body is not gzip, though its header says so", e);
        }
    }

    private static byte[] unchunked(byte[] body) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(body.length);
        int at = 0;
        while (true) {
            int end = lineEnd(body, at);
            int length = length(new String(body, at, end - at, StandardCharsets.ISO_8859_1));
            if (length == 0) {
                return content.toByteArray();
            }
            int start = end + 2;
            if (start + length + 2 > body.length) {
                throw new MalformedRequestException("the body ends within a chunk");
            }
            content.write(body, start, length);
            at = start + length + 2;
        }
    }

    private static int length(String header) {
        String digits = header.split(";", 2)[0].trim();
        if (digits.isEmpty() || digits.length() > MOST_HEX_DIGITS) {
            throw new MalformedRequestException("a chunk of the body has no length");
        }
        try {
            return Integer.parseInt(digits, 16);
        } catch (NumberFormatException e) {
            throw new MalformedRequestException("a chunk of the body has no length", e);
        }
    }

    private static int lineEnd(byte[] body, int from) {
        for (int i = from; i + 1 < body.length; i++) {
            if (body[i] == '\r' && body[i + 1] == '\n') {
                return i;
            }
        }
        throw new MalformedRequestException(
                "the body is not aws-chunked: " + Arrays.toString(Arrays.copyOf(body, Math.min(body.length, 8))));
    }
}
