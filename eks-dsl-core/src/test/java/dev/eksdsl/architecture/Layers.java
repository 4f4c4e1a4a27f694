package dev.eksdsl.architecture;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which package may use which, and what breaks that. A package that is not in the table may use nothing. */
final class Layers {

    private static final String ROOT = "dev.eksdsl";
    private static final String KINDS = ROOT + ".resource.";
    private static final Set<String> SPI = Set.of("resource", "aws", "diff", "waiting", "model");

    /** Every package may use itself and {@code model}; {@code time} is named where it is used. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("model", Set.of()),
            entry("time", Set.of()),
            entry("waiting", Set.of()),
            entry("graph", Set.of()),
            entry("forecast", Set.of("waiting")),
            entry("diff", Set.of()),
            entry("aws", Set.of("aws.pacing", "time")),
            entry("aws.pacing", Set.of()),
            entry("resource", Set.of("aws", "diff", "waiting")),
            entry("plan", Set.of("resource", "aws", "diff", "graph", "forecast", "time", "waiting")),
            entry("execute", Set.of("plan", "resource", "aws", "diff", "graph", "forecast", "time", "waiting")),
            entry("fleet", Set.of("execute", "plan", "resource", "aws", "aws.pacing", "forecast", "time", "waiting")),
            entry("sweep", Set.of("execute", "plan", "resource", "resource.iam", "aws", "time")));

    private Layers() {}

    static Set<String> packagesOf(JavaClasses classes) {
        Set<String> names = new TreeSet<>();
        classes.forEach(type -> names.add(type.getPackageName()));
        return names;
    }

    /** What classes of the package use although they may not: one text each. */
    static List<String> violations(JavaClasses classes, String name) {
        return classes.stream()
                .filter(type -> type.getPackageName().equals(name))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> use.getTargetClass().getPackageName().startsWith(ROOT))
                .filter(use -> !allowed(name, use.getTargetClass()))
                .map(use -> use.getOriginClass().getSimpleName() + " of " + name + " uses "
                        + use.getTargetClass().getName())
                .distinct()
                .toList();
    }

    private static boolean allowed(String from, JavaClass target) {
        String to = target.getPackageName();
        if (from.equals(to) || to.equals(ROOT + ".model") || from.equals(ROOT)) {
            return true;
        }
        if (from.startsWith(KINDS)) {
            return SPI.stream().anyMatch(spi -> to.equals(ROOT + "." + spi))
                    || to.equals(KINDS + "iam")
                    || to.equals(KINDS + "ec2")
                    || to.equals(KINDS + "eks")
                    || to.equals(KINDS + "elb")
                    || to.equals(KINDS + "leftover");
        }
        return MAY_USE.getOrDefault(from.substring(ROOT.length() + 1), Set.of()).stream()
                .anyMatch(used -> to.equals(ROOT + "." + used));
    }
}
