package dev.eksdsl.resource.securitygroup;

import java.util.Map;
import java.util.Set;

/**
 * A security group as found.
 *
 * @param id such as {@code sg-0a1b2c}
 * @param vpc the VPC's id
 * @param name its name
 * @param description its description
 * @param ingress what may come in
 * @param tags all but the reserved ones
 */
public record SecurityGroupState(
        String id, String vpc, String name, String description, Set<Rule> ingress, Map<String, String> tags) {

    public SecurityGroupState {
        ingress = Set.copyOf(ingress);
        tags = Map.copyOf(tags);
    }

    /** A rule whose source is known; components as in {@link IngressRule}. */
    public record Rule(String protocol, int fromPort, int toPort, String source) {
        @Override
        public String toString() {
            String what = protocol.equals("-1") ? "all" : protocol + " " + fromPort;
            return what + (fromPort == toPort ? "" : "-" + toPort) + " from " + source;
        }
    }

    SecurityGroupState withIngress(Set<Rule> rules) {
        return new SecurityGroupState(id, vpc, name, description, rules, tags);
    }

    SecurityGroupState withTags(Map<String, String> all) {
        return new SecurityGroupState(id, vpc, name, description, ingress, all);
    }
}
