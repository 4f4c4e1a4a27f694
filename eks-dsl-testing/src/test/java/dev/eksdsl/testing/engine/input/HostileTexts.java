package dev.eksdsl.testing.engine.input;

import java.util.List;
import java.util.Random;

/** Texts that people, and those who attack them, put where a name, a number or a document is expected. */
final class HostileTexts {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            " a",
            "a ",
            "-",
            "-a",
            "a-",
            "_",
            ".",
            "..",
            "../../etc/passwd",
            "a/b",
            "a\\b",
            "a%2Fb",
            "%00",
            "\u0000",
            "a\nb",
            "a\r\nX-Injected: 1",
            "\u001b[31mred",
            "\u202egnp.exe",
            "\u200b",
            "é",
            "名前",
            "😀",
            "\ud800",
            "A",
            "A_B",
            "a b",
            "*",
            "?",
            "${jndi:ldap://x}",
            "{account}",
            "{{7*7}}",
            "<script>alert(1)</script>",
            "' OR '1'='1",
            "\"; DROP TABLE users; --",
            "$(id)",
            "`id`",
            "%s%n%x",
            "null",
            "true",
            "0",
            "-1",
            "1e9",
            "2147483648",
            "aws:x",
            "AWS:x",
            "eks-dsl/cluster",
            "eks-dsl/id",
            "Name",
            "kubernetes.io/x",
            "k8s.io/x",
            "arn:aws:iam::123456789012:role/",
            "arn:aws:iam::123456789012:role/a b",
            "arn:aws:iam::12345678901:role/a",
            "arn:aws:iam::123456789012:role/" + "r".repeat(3000),
            "arn:aws:iam::aws:policy/" + "p".repeat(3000),
            "subnet-1",
            "subnet-0123456789abcdefg",
            "10.0.0.0/33",
            "10.0.0.256/16",
            "::/0",
            "0.0.0.0/0",
            "1.35.1",
            "v1.35",
            "١.٣٥",
            "{",
            "{}",
            "[]",
            "{\"a\":1,\"a\":2}",
            "{\"a\":" + "[".repeat(3000) + "]".repeat(3000) + "}",
            "{\"a\":1} trailing",
            "a: &a [*a, *a]",
            "!!java.lang.ProcessBuilder [id]",
            "--- a\n--- b");

    private static final List<Integer> LENGTHS =
            List.of(63, 64, 65, 100, 101, 128, 129, 253, 254, 256, 257, 1025, 70_000);

    private final Random random;

    HostileTexts(Random random) {
        this.random = random;
    }

    String next() {
        return random.nextInt(5) == 0
                ? String.valueOf("aA0-_é".charAt(random.nextInt(6))).repeat(LENGTHS.get(random.nextInt(LENGTHS.size())))
                : TEXTS.get(random.nextInt(TEXTS.size()));
    }

    int number() {
        return List.of(Integer.MIN_VALUE, -1, 0, 1, 2, 100, 101, 16_385, Integer.MAX_VALUE)
                .get(random.nextInt(9));
    }
}
