package dev.eksdsl.testing.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.door.HttpDoor;
import dev.eksdsl.testing.ec2.FakeEc2;
import dev.eksdsl.testing.iam.FakeIam;
import dev.eksdsl.testing.wire.WireRequest;
import dev.eksdsl.testing.wire.WireResponse;
import dev.eksdsl.time.VirtualTimeline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client would send get an error in JSON or XML, and the fake lives on. */
class GarbageTest {

    private static final List<String> SERVICES =
            List.of("eks", "ec2", "iam", "sts", "ssm", "elasticloadbalancing", "nope");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE");
    private static final List<String> PIECES = List.of(
            "/",
            "clusters",
            "node-groups",
            "%",
            "%zz",
            "%00",
            "?",
            "&",
            "=",
            "Action",
            "CreateVpc",
            "DescribeVpcs",
            "Filter.1.Name",
            "Filter.",
            "..",
            ".1.",
            "999999999999",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "name",
            ":",
            "1e999999999",
            "null",
            "true",
            "\u0000",
            "\u0001",
            "é",
            "\uD800",
            "\n",
            " ",
            "X-Amz-Credential",
            "a.a.a.a",
            "<html>",
            "*",
            "//");
    private static final List<String> TYPES = List.of(
            "application/x-www-form-urlencoded",
            "application/json",
            "application/x-amz-json-1.1",
            "text/plain",
            "multipart/form-data",
            "");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void atRandom_isRefusedOrAnswered_inJsonOrXml(long seed) throws Exception {
        Random random = new Random(seed);
        FakeServer server = server();
        for (int i = 0; i < 500; i++) {
            WireRequest request = garbage(random);
            WireResponse response = server.handle(request);
            assertThat(response.status())
                    .as("%s", new String(response.body(), StandardCharsets.UTF_8))
                    .isBetween(200, 499);
            assertReadable(request, response);
        }
    }

    private static FakeServer server() {
        World world = new World(new VirtualTimeline(FakeAws.DEFAULT_START), 1, new Durations());
        return new FakeServer(
                world,
                new AccessKeys(),
                Authorizer.EVERYTHING,
                List.of(new TinyEks(), new FakeEc2(world), new FakeIam(world)));
    }

    private static WireRequest garbage(Random random) {
        Map<String, List<String>> headers = new TreeMap<>();
        if (random.nextInt(8) > 0) {
            String service = pick(SERVICES, random);
            headers.put(
                    "Authorization",
                    List.of("AWS4-HMAC-SHA256 Credential=AKIATEST/20261122/eu-west-1/" + service + "/aws4_request"));
        }
        headers.put("Content-Type", List.of(pick(TYPES, random)));
        if (random.nextInt(3) == 0) {
            headers.put("X-Amz-Target", List.of(text(random)));
        }
        if (random.nextInt(6) == 0) {
            headers.put("Content-Encoding", List.of(random.nextBoolean() ? "gzip" : "aws-chunked"));
        }
        byte[] body = body(random).getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0) {
            random.nextBytes(body);
        }
        String path = random.nextInt(4) == 0 ? text(random) : "/" + text(random);
        return new WireRequest(pick(METHODS, random), path, text(random), headers, body);
    }

    /** Nonsense altogether, or an operation that exists with parameters that are nonsense. */
    private static String body(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> text(random);
            case 1 ->
                "Action=" + pick(List.of("DescribeVpcs", "CreateVpc", "GetRole", "RunInstances"), random) + "&"
                        + text(random) + "=" + text(random) + "&Filter.1.Value." + text(random) + "=" + text(random);
            default ->
                "{\"name\":%s,\"tags\":%s,\"maxResults\":%s,\"version\":\"x%s\"}"
                        .formatted(json(random), json(random), json(random), random.nextInt());
        };
    }

    private static String json(Random random) {
        return pick(
                List.of(
                        "1e999999999",
                        "-1",
                        "\"a\"",
                        "[]",
                        "{}",
                        "null",
                        "[[[{}]]]",
                        "{\"a\":{\"b\":1}}",
                        "tru",
                        "0.1",
                        "[".repeat(5000)),
                random);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            text.append(pick(PIECES, random));
        }
        return text.toString();
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static void assertReadable(WireRequest request, WireResponse response) throws Exception {
        String type = String.valueOf(response.headers().get("Content-Type"));
        if (type.contains("xml")) {
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new ByteArrayInputStream(response.body())))
                    .as("%s", request)
                    .isNotNull();
        } else {
            assertThat(new ObjectMapper().readTree(response.body()).isObject())
                    .as("%s", request)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                "GET /index.html?a=%zz HTTP/1.1",
                "HEAD / HTTP/1.1",
                "OPTIONS /clusters HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "TRACE / HTTP/1.1",
                "BREW /pot HTTP/1.1",
                "GET /a/../../b//c HTTP/1.1",
                "GET /%2e%2e/%00/%zz HTTP/1.1",
                "GET /clusters/a%2Fb;x=y HTTP/1.1",
                "POST /moto-api/nothing HTTP/1.1",
                "GET /__admin/nothing HTTP/1.1",
                "GET http://elsewhere.example/ HTTP/1.1",
                "nonsense",
                "GET / HTTP/9.9",
                "\u0001\u0002\u0003",
            })
    void overHttp_getsNoPageForPeople(String line) throws IOException {
        try (FakeAws aws = FakeAws.create();
                HttpDoor door = aws.serve()) {
            String answer = raw(door.port(), line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(answer).doesNotContainIgnoringCase("<html").doesNotContain("<h1", "\tat ", "Exception:");
            assertThat(answer).matches("(?s)HTTP/1\\.1 (4|505).*");
            assertThat(
                            raw(
                                    door.port(),
                                    "POST /moto-api/reset HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void zipOverHttp_thatIsBroken_isRefused() throws IOException {
        try (FakeAws aws = FakeAws.create();
                HttpDoor door = aws.serve()) {
            String answer = raw(
                    door.port(),
                    "POST / HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\nConnection: close\r\n\r\n"
                            + "\u001f\u008bab");

            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("\tat ", "<html");
        }
    }

    private static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port);
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(10_000);
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
