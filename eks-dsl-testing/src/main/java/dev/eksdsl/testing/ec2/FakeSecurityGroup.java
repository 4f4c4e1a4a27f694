package dev.eksdsl.testing.ec2;

import java.util.Map;

/** A security group. Its rules are resources of their own. */
final class FakeSecurityGroup extends FakeResource {

    final String vpcId;
    final String name;
    final String description;

    FakeSecurityGroup(String id, String vpcId, String name, String description, Map<String, String> tags) {
        super(id, tags);
        this.vpcId = vpcId;
        this.name = name;
        this.description = description;
    }

    boolean isDefault() {
        return name.equals("default");
    }
}
