package dev.eksdsl.resource.securitygroup;

import dev.eksdsl.model.Input;
import java.util.List;
import java.util.Map;

/**
 * A security group that lets everything out.
 *
 * @param vpc the VPC's id
 * @param name unique in the VPC; must not begin with {@code sg-}
 * @param description at most 255 characters; EC2 cannot change it
 * @param ingress what may come in, and nothing else
 * @param tags the user's tags
 */
public record SecurityGroupSpec(
        Input vpc, String name, String description, List<IngressRule> ingress, Map<String, String> tags) {

    public SecurityGroupSpec {
        ingress = List.copyOf(ingress);
        tags = Map.copyOf(tags);
    }
}
