package dev.eksdsl.resource.cluster;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.model.MinorVersion;
import dev.eksdsl.model.Problems;
import dev.eksdsl.resource.TagChecks;
import dev.eksdsl.resource.iam.ArnChecks;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.LogType;
import software.amazon.awssdk.services.eks.model.SupportType;

/** What EKS refuses in control planes. Limits are those of the EKS API model, user guide and quotas. */
public final class ClusterChecks {

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_-]{0,99}");
    private static final int MOST_PUBLIC_CIDRS = 40;
    private static final int WIDEST_SERVICES = 12;
    private static final int NARROWEST_SERVICES = 24;

    private ClusterChecks() {}

    public static void check(Problems problems, String name, ClusterSpec spec) {
        problems.errorIf(
                !NAME.matcher(name).matches(),
                "EKS-C02",
                "name",
                "\"" + name + "\" is no name of a cluster",
                "1 to 100 letters, digits, dashes and underscores, of which the first is a letter or a digit");
        version(problems, spec.version());
        ArnChecks.role(problems, "clusterRole", spec.role());
        endpoint(problems, spec);
        spec.logging().ifPresent(types -> {
            Set<String> unknown = new TreeSet<>(types);
            unknown.removeAll(texts(LogType.knownValues()));
            unknown.forEach(type -> unknown(problems, "EKS-C04", "logging", type, texts(LogType.knownValues())));
        });
        word(
                problems,
                "EKS-C05",
                "authenticationMode",
                spec.authenticationMode(),
                texts(AuthenticationMode.knownValues()));
        spec.supportType()
                .ifPresent(type -> word(problems, "EKS-C06", "supportType", type, texts(SupportType.knownValues())));
        spec.serviceCidr().ifPresent(block -> services(problems, block));
        TagChecks.check(problems, spec.tags());
    }

    private static void version(Problems problems, String version) {
        problems.errorIf(
                !MinorVersion.isValid(version),
                "EKS-V05",
                "version",
                version.isEmpty() ? "no version is given" : "\"" + version + "\" is no version in the form of EKS",
                "major and minor version, such as .version(\"1.35\")");
    }

    private static void endpoint(Problems problems, ClusterSpec spec) {
        problems.errorIf(
                !spec.publicEndpoint() && !spec.privateEndpoint(),
                "EKS-C01",
                "endpoint",
                "the API can be reached from nowhere",
                ".endpoint(true, true)");
        problems.errorIf(
                spec.publicCidrs().size() > MOST_PUBLIC_CIDRS,
                "EKS-C03",
                "publicCidrs",
                spec.publicCidrs().size() + " blocks are more than EKS takes",
                "at most " + MOST_PUBLIC_CIDRS);
        for (String block : spec.publicCidrs()) {
            parsed(problems, "EKS-C03", "publicCidrs", block, "such as 203.0.113.0/24");
        }
        problems.warnIf(
                !spec.publicEndpoint() && !spec.publicCidrs().isEmpty(),
                "EKS-C08",
                "publicCidrs",
                "has no effect, for the API cannot be reached from the internet",
                "remove it, or .endpoint(true, true)");
    }

    private static void services(Problems problems, String text) {
        String fix = "a block from /12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16";
        parsed(problems, "EKS-C07", "serviceCidr", text, fix)
                .ifPresent(block -> problems.errorIf(
                        block.prefix() < WIDEST_SERVICES || block.prefix() > NARROWEST_SERVICES || !block.isPrivate(),
                        "EKS-C07",
                        "serviceCidr",
                        "EKS takes no " + block + " for Services",
                        fix));
    }

    private static Optional<Cidr> parsed(Problems problems, String code, String field, String text, String fix) {
        try {
            return Optional.of(Cidr.parse(text));
        } catch (IllegalArgumentException e) {
            problems.error(code, field, String.valueOf(e.getMessage()), fix);
            return Optional.empty();
        }
    }

    private static void word(Problems problems, String code, String field, String word, Set<String> known) {
        if (!known.contains(word)) {
            unknown(problems, code, field, word, known);
        }
    }

    private static void unknown(Problems problems, String code, String field, String word, Set<String> known) {
        problems.error(code, field, "EKS knows no \"" + word + "\"", "one of " + String.join(", ", known));
    }

    private static Set<String> texts(Collection<?> values) {
        Set<String> texts = new TreeSet<>();
        values.forEach(value -> texts.add(value.toString()));
        return texts;
    }
}
