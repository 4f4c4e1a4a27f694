package dev.eksdsl.testing.kubernetes.api.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount such as {@code 250m} or {@code 512Mi}, printed in its canonical form. Source: "Quantity" in the Kubernetes API
 * reference.
 *
 * @param value the amount in base units
 * @param binary printed with the suffixes Ki, Mi, ...
 */
public record Quantity(BigDecimal value, boolean binary) implements Comparable<Quantity> {

    private static final Pattern FORM = Pattern.compile(
            "([+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+))(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?[0-9]+)?");
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final BigInteger KIBI = BigInteger.valueOf(1024);

    /** @throws IllegalArgumentException with the server's words if the text is no quantity */
    public static Quantity parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "quantities must match the regular expression" + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        if (suffix.length() == 2 && suffix.endsWith("i")) {
            return new Quantity(number.multiply(new BigDecimal(KIBI.pow(BINARY.indexOf(suffix)))), true);
        }
        if (suffix.length() > 1) {
            return new Quantity(number.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1))), false);
        }
        return new Quantity(number.scaleByPowerOfTen(3 * (DECIMAL.indexOf(suffix) - 3)), false);
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        BigDecimal exact = value.setScale(9, RoundingMode.UP).stripTrailingZeros();
        if (exact.signum() == 0) {
            return "0";
        }
        boolean whole = exact.scale() <= 0;
        if (binary && whole && exact.abs().compareTo(new BigDecimal(KIBI)) >= 0) {
            return scaled(exact.toBigIntegerExact(), KIBI, BINARY, 0);
        }
        return scaled(exact.scaleByPowerOfTen(9).toBigIntegerExact(), BigInteger.valueOf(1000), DECIMAL, 0);
    }

    private static String scaled(BigInteger number, BigInteger step, List<String> suffixes, int at) {
        BigInteger[] parts = number.divideAndRemainder(step);
        return parts[1].signum() != 0 || at == suffixes.size() - 1
                ? number + suffixes.get(at)
                : scaled(parts[0], step, suffixes, at + 1);
    }
}
