package dev.eksdsl.testing.pricing;

import dev.eksdsl.testing.server.TableFile;
import java.util.List;

/**
 * A region as the Price List names it.
 *
 * @param location its name there, such as {@code EU (Ireland)}
 * @param usagePrefix what its usage types begin with, such as {@code EU}
 * @param fargateVcpu US dollars for an hour of a virtual CPU on Fargate; empty if not at hand
 * @param fargateGb US dollars for an hour of a gigabyte on Fargate; empty if not at hand
 */
record PricedRegion(String code, String location, String usagePrefix, String fargateVcpu, String fargateGb) {

    static final List<PricedRegion> ALL = TableFile.lines(PricedRegion.class, "regions.csv").stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .map(cells -> new PricedRegion(cells[0], cells[1], cells[2], cells[3], cells[4]))
            .toList();

    /** EC2 writes no prefix in US East (N. Virginia), where it began. */
    String ec2Prefix() {
        return code.equals("us-east-1") ? "" : usagePrefix + "-";
    }
}
