package dev.eksdsl.resource.cluster;

import dev.eksdsl.model.MinorVersion;
import dev.eksdsl.model.Problem;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.eks.KubernetesVersions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.ClusterVersionInformation;

/** Whether EKS offers a version, and how long it will support it. Dates come from EKS, never from a table of ours. */
final class VersionCheck {

    private static final String PATH = "version";

    private final Reading reading;

    VersionCheck(Reading reading) {
        this.reading = reading;
    }

    List<Problem> check(String wanted, Observation<ClusterState> found) {
        Optional<String> current = found.state().map(ClusterState::version);
        if (!MinorVersion.isValid(wanted) || current.equals(Optional.of(wanted))) {
            return List.of();
        }
        if (current.isPresent()) {
            Optional<Problem> step = stepProblem(current.get(), wanted);
            if (step.isPresent()) {
                return List.of(step.get());
            }
        }
        KubernetesVersions versions = KubernetesVersions.read(reading.aws());
        if (!versions.isOffered(wanted)) {
            String since = versions.find(wanted)
                    .map(v -> " ended extended support on " + day(v.endOfExtendedSupportDate()))
                    .orElse(" is not offered by EKS");
            return List.of(Problem.error(
                    "EKS-V01",
                    PATH,
                    "\"" + wanted + "\"" + since + "; EKS offers " + range(versions.offered()),
                    ".version(\"" + versions.newest().orElse("?") + "\")"));
        }
        return List.of();
    }

    List<Problem> warnings(String wanted) {
        if (!MinorVersion.isValid(wanted)) {
            return List.of();
        }
        KubernetesVersions versions = KubernetesVersions.read(reading.aws());
        return versions.find(wanted).map(version -> warning(version, versions)).orElse(List.of());
    }

    /** EKS goes one minor version up at a time; down only within seven days, which is not done unasked. */
    private static Optional<Problem> stepProblem(String current, String wanted) {
        int step = MinorVersion.number(wanted) - MinorVersion.number(current);
        if (step == 1) {
            return Optional.empty();
        }
        return Optional.of(
                step < 1
                        ? Problem.error(
                                "EKS-V02",
                                PATH,
                                "the cluster runs " + current + ", and a version is not taken back",
                                ".version(\"" + current + "\")")
                        : Problem.error(
                                "EKS-V03",
                                PATH,
                                "the cluster runs " + current + "; EKS updates one minor version at a time",
                                ".version(\"1." + (MinorVersion.number(current) + 1) + "\"), apply, then the next"));
    }

    private static List<Problem> warning(ClusterVersionInformation version, KubernetesVersions versions) {
        if (!"EXTENDED_SUPPORT".equals(version.versionStatusAsString())) {
            return List.of();
        }
        return List.of(Problem.warning(
                "EKS-V04",
                PATH,
                "\"" + version.clusterVersion() + "\" is in extended support, which costs extra, until "
                        + day(version.endOfExtendedSupportDate()),
                ".version(\"" + versions.newest().orElse("?") + "\")"));
    }

    private static String range(List<String> offered) {
        return offered.isEmpty() ? "nothing" : offered.get(0) + "–" + offered.get(offered.size() - 1);
    }

    private static String day(Instant date) {
        return date.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
