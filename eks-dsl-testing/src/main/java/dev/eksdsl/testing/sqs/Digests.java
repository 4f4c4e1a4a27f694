package dev.eksdsl.testing.sqs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The digests that clients check what SQS answers with (SQS developer guide, "Calculating the MD5 message digest"). */
final class Digests {

    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    private Digests() {}

    static String md5(String text) {
        return hex("MD5", text.getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(String text) {
        return hex("SHA-256", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of attributes; null if there are none. */
    static @Nullable String md5(Map<String, MessageAttributeValue> attributes) {
        if (attributes.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TreeMap<>(attributes).forEach((name, value) -> {
            add(bytes, name.getBytes(StandardCharsets.UTF_8));
            add(bytes, value.dataType().getBytes(StandardCharsets.UTF_8));
            if (value.binaryValue() != null) {
                bytes.write(BINARY);
                add(bytes, value.binaryValue().asByteArray());
            } else {
                bytes.write(TEXT);
                add(bytes, value.stringValue().getBytes(StandardCharsets.UTF_8));
            }
        });
        return hex("MD5", bytes.toByteArray());
    }

    private static void add(ByteArrayOutputStream bytes, byte[] part) {
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
        bytes.writeBytes(part);
    }

    private static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
