package dev.eksdsl.testing.ec2;

import java.util.List;

/** What is known of instance types, for services that list them all. */
public final class InstanceTypeFacts {

    private InstanceTypeFacts() {}

    /** All types that the fake's EC2 knows, by name. */
    public static List<CloudNetwork.InstanceTypeView> all() {
        return InstanceCatalog.all().stream().map(InstanceCatalog.Entry::view).toList();
    }
}
