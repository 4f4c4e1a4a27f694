package dev.eksdsl.testing.kubernetes.controller;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads Kubernetes quantities such as {@code 250m}, {@code 1.5}, {@code 512Mi}, {@code 2G}. */
final class Quantity {

    private static final Map<String, BigDecimal> SUFFIXES = new LinkedHashMap<>();

    static {
        String[] binary = {"Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
        String[] decimal = {"k", "M", "G", "T", "P", "E"};
        for (int i = 0; i < binary.length; i++) {
            SUFFIXES.put(binary[i], BigDecimal.valueOf(1024).pow(i + 1));
        }
        for (int i = 0; i < decimal.length; i++) {
            SUFFIXES.put(decimal[i], BigDecimal.valueOf(1000).pow(i + 1));
        }
        SUFFIXES.put("m", new BigDecimal("0.001"));
    }

    private Quantity() {}

    /** In thousandths, rounded up: the unit for CPU. */
    static long milli(String quantity) {
        return value(quantity)
                .movePointRight(3)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    /** In whole units, rounded up: bytes, pieces. */
    static long whole(String quantity) {
        return value(quantity).setScale(0, RoundingMode.CEILING).longValueExact();
    }

    private static BigDecimal value(String quantity) {
        if (quantity.isEmpty()) {
            return BigDecimal.ZERO;
        }
        for (var suffix : SUFFIXES.entrySet()) {
            if (quantity.endsWith(suffix.getKey())) {
                String number = quantity.substring(
                        0, quantity.length() - suffix.getKey().length());
                return new BigDecimal(number).multiply(suffix.getValue());
            }
        }
        return new BigDecimal(quantity);
    }
}
