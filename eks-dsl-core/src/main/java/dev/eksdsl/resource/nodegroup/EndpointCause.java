package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.model.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;

/** The nodes have to come through the cluster's public endpoint, and it does not let them in. */
final class EndpointCause {

    private EndpointCause() {}

    static List<String> of(NodeFacts facts) {
        List<String> open = facts.vpc().publicAccessCidrs();
        if (facts.isPrivate() || open.isEmpty() || open.contains("0.0.0.0/0")) {
            return List.of();
        }
        NodeRoutes routes = NodeRoutes.read(facts);
        Set<String> shutOut = new TreeSet<>();
        for (String subnet : facts.group().subnets()) {
            routes.table(subnet)
                    .flatMap(NodeRoutes::defaultRoute)
                    .flatMap(routes::natGateway)
                    .flatMap(gateway -> gateway.natGatewayAddresses().stream()
                            .map(NatGatewayAddress::publicIp)
                            .filter(address -> address != null && !isOpenTo(open, address))
                            .findFirst())
                    .ifPresent(shutOut::add);
        }
        return text(open, shutOut).stream().toList();
    }

    private static Optional<String> text(List<String> open, Set<String> shutOut) {
        return shutOut.isEmpty()
                ? Optional.empty()
                : Optional.of("the cluster's private access is off, and its public endpoint is open to "
                        + String.join(", ", open) + " only, while nodes come from " + String.join(", ", shutOut)
                        + "; turn private access on, or add those addresses with .publicCidrs(...)");
    }

    private static boolean isOpenTo(List<String> open, String address) {
        Cidr wanted = Cidr.parse(address + "/32");
        return open.stream()
                .filter(cidr -> !cidr.contains(":"))
                .anyMatch(cidr -> Cidr.parse(cidr).contains(wanted));
    }
}
