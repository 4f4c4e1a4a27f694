package dev.eksdsl.kubernetes.workload;

import dev.eksdsl.model.Problem;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Collects the problems of one declared object. The rules are those of the Kubernetes API's validation of names, labels,
 * ports and quantities.
 */
final class Findings {

    private static final String DNS_1123 = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
    private static final Pattern LABEL_NAME = Pattern.compile(DNS_1123);
    private static final Pattern SERVICE_NAME = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern SUBDOMAIN = Pattern.compile(DNS_1123 + "(\\." + DNS_1123 + ")*");
    private static final Pattern QUALIFIED = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

    private final String object;
    private final List<Problem> problems = new ArrayList<>();

    /** @param object what the problems are about, such as {@code deployment[web-api]}; begins every path */
    Findings(String object) {
        this.object = object;
    }

    void add(String code, String path, String reason, String fix) {
        problems.add(Problem.error(code, path.isEmpty() ? object : object + "." + path, reason, fix));
    }

    void orThrow() {
        if (!problems.isEmpty()) {
            throw new InvalidWorkloadException(object, problems);
        }
    }

    /** A name that also serves as a label's value and part of a host name. */
    void name(String path, String name) {
        if (!LABEL_NAME.matcher(name).matches()) {
            add(
                    "EKS-W01",
                    path,
                    "\"" + name + "\" is no valid name",
                    "1 to 63 of a-z, 0-9 and -, beginning and ending with a letter or digit");
        }
    }

    /** A name of an object that allows dots. */
    void dottedName(String path, String name) {
        if (name.length() > 253 || !SUBDOMAIN.matcher(name).matches()) {
            add(
                    "EKS-W01",
                    path,
                    "\"" + name + "\" is no valid name",
                    "at most 253 of a-z, 0-9, - and ., each part beginning and ending with a letter or digit");
        }
    }

    /** A Service's name, which must not begin with a digit. */
    void serviceName(String path, String name) {
        if (!SERVICE_NAME.matcher(name).matches()) {
            add(
                    "EKS-W01",
                    path,
                    "\"" + name + "\" is no valid name of a Service",
                    "1 to 63 of a-z, 0-9 and -, beginning with a letter, ending with a letter or digit");
        }
    }

    void labels(String path, Map<String, String> labels) {
        labels.forEach((key, value) -> {
            key(path + "[" + key + "]", key);
            if (!value.isEmpty() && !QUALIFIED.matcher(value).matches()) {
                add(
                        "EKS-W07",
                        path + "[" + key + "]",
                        "\"" + value + "\" is no valid label value",
                        "at most 63 of letters, digits, -, _ and ., beginning and ending with a letter or digit");
            }
        });
    }

    void key(String path, String key) {
        int slash = key.indexOf('/');
        boolean prefixed =
                slash < 0 || SUBDOMAIN.matcher(key.substring(0, slash)).matches();
        if (!prefixed || !QUALIFIED.matcher(key.substring(slash + 1)).matches()) {
            add(
                    "EKS-W07",
                    path,
                    "\"" + key + "\" is no valid key",
                    "at most 63 of letters, digits, -, _ and ., with an optional domain and / before it");
        }
    }

    void port(String path, int port) {
        if (port < 1 || port > 65535) {
            add("EKS-W04", path, port + " is no port", "1 to 65535");
        }
    }

    /** Finds out whether a text is a quantity that is more than zero. */
    Optional<BigDecimal> quantity(String path, String text, String examples) {
        try {
            BigDecimal amount = Quantity.getAmountInBytes(new Quantity(text));
            if (amount.signum() > 0) {
                return Optional.of(amount);
            }
            add("EKS-W05", path, "\"" + text + "\" is not more than zero", examples);
        } catch (RuntimeException e) {
            add("EKS-W05", path, "\"" + text + "\" is no quantity", examples);
        }
        return Optional.empty();
    }

    /** Kubernetes and load balancers count in whole seconds. */
    void seconds(String path, Duration duration, int atLeast) {
        if (duration.toNanosPart() != 0 || duration.toSeconds() < atLeast) {
            add("EKS-W06", path, duration + " does not fit", "whole seconds, at least " + atLeast);
        }
    }
}
