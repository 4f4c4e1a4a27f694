package dev.eksdsl.testing.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyEncodingTest {

    @Test
    void zipped_isUnzipped() throws IOException {
        assertThat(text(request("gzip", zipped("{\"a\": 1}")).unwrapped())).isEqualTo("{\"a\": 1}");
    }

    @Test
    void zipped_thatTheHttpServerHasUnzipped_isLeftAsItIs() {
        assertThat(text(request("gzip", bytes("{}")).unwrapped())).isEqualTo("{}");
    }

    @Test
    void chunked_isPutTogether_withoutSignaturesAndTrailer() {
        String chunks = "5;chunk-signature=ab\r\nhello\r\n3\r\n, y\r\na;x\r\nou there!!\r\n0;chunk-signature=cd\r\n"
                + "x-amz-checksum-crc32:AAAAAA==\r\n\r\n";

        assertThat(text(request("aws-chunked", bytes(chunks)).unwrapped())).isEqualTo("hello, you there!!");
    }

    @Test
    void zippedAndChunked_isBoth() throws IOException {
        byte[] zipped = zipped("Action=DescribeVpcs");
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.write(bytes(Integer.toHexString(zipped.length) + "\r\n"));
        chunks.write(zipped);
        chunks.write(bytes("\r\n0\r\n\r\n"));

        assertThat(text(request("gzip,aws-chunked", chunks.toByteArray()).unwrapped()))
                .isEqualTo("Action=DescribeVpcs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zz\r\n", "5\r\nhell", "ffffffff\r\n", "-1\r\n", "\r\n", "3\r\nabc\r\n"})
    void chunksThatAreNone_areRefused(String body) {
        assertThatThrownBy(() -> request("aws-chunked", bytes(body)).unwrapped())
                .isInstanceOf(MalformedRequestException.class);
    }

    @Test
    void zipThatIsBroken_isRefused() {
        byte[] broken = {0x1f, (byte) 0x8b, 8, 1, 2, 3};

        assertThatThrownBy(() -> request("gzip", broken).unwrapped()).isInstanceOf(MalformedRequestException.class);
    }

    private static WireRequest request(String encoding, byte[] body) {
        return new WireRequest("POST", "/", "", Map.of("content-encoding", List.of(encoding)), body);
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(zipped)) {
            stream.write(bytes(text));
        }
        return zipped.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(WireRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }
}
