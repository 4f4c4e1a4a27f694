package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.TableFile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * EKS's calendar of Kubernetes versions, asked about a moment: what can be created then, what is in which support. The
 * dates are those that the EKS user guide publishes.
 */
public final class KubernetesVersions {

    /** In what support a version is. */
    public enum Support {
        STANDARD,
        EXTENDED,
        UNSUPPORTED
    }

    /**
     * One Kubernetes version of EKS.
     *
     * @param version the minor version, such as {@code 1.35}
     * @param released from when on EKS offers it
     * @param endOfStandardSupport from when on it is in extended support
     * @param endOfExtendedSupport from when on EKS offers it no more
     * @param platformVersion the newest platform version, such as {@code eks.5}
     * @param patchVersion the newest patch version, such as {@code 1.35.2}
     */
    public record Release(
            String version,
            Instant released,
            Instant endOfStandardSupport,
            Instant endOfExtendedSupport,
            String platformVersion,
            String patchVersion) {

        /** In what support the version is at a moment at which it is released. */
        public Support supportAt(Instant moment) {
            if (moment.isBefore(endOfStandardSupport)) {
                return Support.STANDARD;
            }
            return moment.isBefore(endOfExtendedSupport) ? Support.EXTENDED : Support.UNSUPPORTED;
        }

        /** The minor number: 35 of {@code 1.35}. */
        int minor() {
            return minorOf(version);
        }
    }

    private static final KubernetesVersions EKS = read("kubernetes-versions.csv");

    private final List<Release> newestFirst;

    private KubernetesVersions(List<Release> newestFirst) {
        this.newestFirst = newestFirst;
    }

    /** EKS's own calendar, from 1.23 on. */
    public static KubernetesVersions eks() {
        return EKS;
    }

    /** The versions that can be created at the moment, newest first. */
    public List<String> available(Instant moment) {
        return releasedBy(moment).stream()
                .filter(release -> release.supportAt(moment) != Support.UNSUPPORTED)
                .map(Release::version)
                .toList();
    }

    /**
     * The version that a cluster gets if none is asked for: the newest but one, since EKS's default follows a release by
     * some months. (EKS documents only that the default is not always the newest.)
     */
    public String defaultVersion(Instant moment) {
        List<String> available = available(moment);
        if (available.isEmpty()) {
            throw new IllegalStateException("the calendar knows no version that EKS supports at " + moment);
        }
        return available.get(Math.min(1, available.size() - 1));
    }

    /** All versions that have been released by the moment, newest first, those no more supported too. */
    public List<Release> releasedBy(Instant moment) {
        return newestFirst.stream()
                .filter(release -> !moment.isBefore(release.released()))
                .toList();
    }

    /** The version, whether or not it is supported. */
    public Optional<Release> find(String version) {
        return newestFirst.stream()
                .filter(release -> release.version().equals(version))
                .findFirst();
    }

    /**
     * The release of the AMIs for a version that is the newest at the moment, in the form of Amazon Linux: {@code
     * 1.35.2-20261101}. The fake has one a month; AWS has more.
     */
    public String amiRelease(String version, Instant moment) {
        String patch = find(version).map(Release::patchVersion).orElse(version + ".0");
        LocalDate month = LocalDate.ofInstant(moment, ZoneOffset.UTC).withDayOfMonth(1);
        return patch + "-" + DateTimeFormatter.BASIC_ISO_DATE.format(month);
    }

    /** The minor number: 35 of {@code 1.35}. */
    static int minorOf(String version) {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }

    private static KubernetesVersions read(String resource) {
        return new KubernetesVersions(TableFile.lines(KubernetesVersions.class, resource).stream()
                .map(line -> release(line.split(",")))
                .toList());
    }

    private static Release release(String[] cells) {
        return new Release(
                cells[0], day(cells[1]), day(cells[2]), day(cells[3]), "eks." + cells[4], cells[0] + "." + cells[5]);
    }

    private static Instant day(String date) {
        return LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
