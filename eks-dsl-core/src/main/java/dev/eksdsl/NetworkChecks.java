package dev.eksdsl;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.model.Problems;
import dev.eksdsl.resource.ec2.IdChecks;
import java.util.Optional;
import java.util.stream.Stream;

/** What AWS refuses in a cluster's network. Source: the EKS user guide's network requirements, and EC2's VPC sizes. */
final class NetworkChecks {

    private static final int FEWEST_ZONES = 2;
    private static final int MOST_ZONES = 6;
    private static final int WIDEST_VPC = 16;
    private static final int NARROWEST = 28;
    private static final int MOST_SECURITY_GROUPS = 4;

    private final Problems problems;
    private final EksClusterSpec cluster;
    private final NetworkSpec spec;

    NetworkChecks(Problems all, EksClusterSpec cluster) {
        this.problems = all.at("network");
        this.cluster = cluster;
        this.spec = cluster.network();
    }

    void check() {
        if (spec.exists()) {
            existing();
        } else {
            own();
        }
        IdChecks.ids(problems, "securityGroups", "sg", spec.securityGroups());
        int groups = spec.securityGroups().size() + (spec.exists() ? 0 : 1);
        problems.errorIf(
                groups > MOST_SECURITY_GROUPS,
                "EKS-S08",
                "securityGroups",
                groups + " security groups are more than EKS takes"
                        + (spec.exists() ? "" : ", the one that is made counts"),
                "at most " + (MOST_SECURITY_GROUPS - (spec.exists() ? 0 : 1)));
    }

    private void existing() {
        IdChecks.ids(problems, "privateSubnets", "subnet", spec.privateSubnets());
        IdChecks.ids(problems, "publicSubnets", "subnet", spec.publicSubnets());
        long subnets = Stream.concat(spec.privateSubnets().stream(), spec.publicSubnets().stream())
                .distinct()
                .count();
        problems.errorIf(
                subnets < FEWEST_ZONES,
                "EKS-S06",
                "privateSubnets",
                "a control plane needs two subnets in two zones",
                "name at least two");
    }

    private void own() {
        problems.errorIf(
                spec.zones() < FEWEST_ZONES || spec.zones() > MOST_ZONES,
                "EKS-S04",
                "zones",
                spec.zones() + " zones are not possible",
                FEWEST_ZONES + " to " + MOST_ZONES);
        Optional<Cidr> parsed = Optional.empty();
        try {
            parsed = Optional.of(Cidr.parse(spec.cidr()));
        } catch (IllegalArgumentException e) {
            problems.error("EKS-S01", "cidr", String.valueOf(e.getMessage()), ".cidr(\"10.0.0.0/16\")");
        }
        parsed.ifPresent(this::block);
    }

    private void block(Cidr block) {
        boolean size = block.prefix() >= WIDEST_VPC && block.prefix() <= NARROWEST;
        problems.errorIf(
                !size,
                "EKS-S02",
                "cidr",
                "EC2 makes no VPC of /" + block.prefix(),
                "/" + WIDEST_VPC + " to /" + NARROWEST);
        boolean zones = spec.zones() >= FEWEST_ZONES && spec.zones() <= MOST_ZONES;
        int subnets = 2 * spec.zones();
        problems.errorIf(
                zones && block.size() / Integer.highestOneBit(2 * subnets - 1) < 1 << 32 - NARROWEST,
                "EKS-S03",
                "cidr",
                "no " + subnets + " subnets fit into " + block + ", for EC2 makes none smaller than /" + NARROWEST,
                "a wider block, or fewer zones");
        cluster.serviceCidr()
                .flatMap(NetworkChecks::cidr)
                .filter(block::overlaps)
                .ifPresent(services -> problems.error(
                        "EKS-S05",
                        "cidr",
                        "the VPC's " + block + " and the Services' " + services + " overlap",
                        "blocks that have no address in common"));
    }

    private static Optional<Cidr> cidr(String text) {
        try {
            return Optional.of(Cidr.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
