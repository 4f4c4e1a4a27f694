package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.TableFile;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** The Route 53 hosted zones that load balancers' names are in. */
final class HostedZones {

    private static final Map<String, String[]> BY_REGION =
            TableFile.lines(HostedZones.class, "hosted-zones.txt").stream()
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(row -> row[0], row -> row));

    private HostedZones() {}

    /** @return null for gateway load balancers, which have no name, and for regions that the data does not have */
    static @Nullable String of(String region, @Nullable LoadBalancerTypeEnum type) {
        String[] row = BY_REGION.get(region);
        if (row == null || type == LoadBalancerTypeEnum.GATEWAY) {
            return null;
        }
        return type == LoadBalancerTypeEnum.NETWORK ? row[2] : row[1];
    }
}
