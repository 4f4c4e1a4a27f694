package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Quotas;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * The quotas on vCPUs of running instances, by class of instance type. AWS raises them by itself as an account is used, so
 * they count only where a test has set one: the published numbers of a new account (5) are too few for any cluster.
 */
final class VcpuQuota {

    /** First letters of types, and the quotas of On-Demand and of Spot instances (EC2 user guide, "Amazon EC2 quotas"). */
    private record Family(String prefixes, String onDemand, String spot) {}

    private static final List<Family> FAMILIES = List.of(
            new Family("trn", "L-2C3B7624", "L-6B0D517C"),
            new Family("inf", "L-1945791B", "L-B5D1601B"),
            new Family("dl", "L-6E869C2A", "L-85EED4F7"),
            new Family("vt|g", "L-DB2E81BA", "L-3819A6DF"),
            new Family("p", "L-417A185B", "L-7212CCBC"),
            new Family("f", "L-74FC7D96", "L-88CF9481"),
            new Family("x", "L-7295265B", "L-E3A00192"),
            new Family("[acdhimrtz]", "L-1216C47A", "L-34B43A08"));

    private VcpuQuota() {}

    /** @throws AwsFault if one more instance of the type is too much */
    static void check(RegionalState place, Quotas quotas, String type, boolean spot) {
        Family family = family(type);
        if (family == null) {
            return;
        }
        String code = spot ? family.spot() : family.onDemand();
        double most = quotas.value(place.owner, "ec2", code);
        boolean set = quotas.known("ec2", code)
                .filter(quota -> quota.standard() == most)
                .isEmpty();
        int used = place.instances.all().stream()
                .filter(instance -> instance.isAlive() && instance.state != InstanceStateName.STOPPED)
                .filter(instance -> instance.isSpot() == spot && family.equals(family(instance.type)))
                .mapToInt(instance -> vcpus(instance.type))
                .sum();
        if (set && used + vcpus(type) > most) {
            throw spot
                    ? Ec2Faults.refuse("MaxSpotInstanceCountExceeded", "Max spot instance count exceeded")
                    : Ec2Faults.refuse(
                            "VcpuLimitExceeded",
                            "You have requested more vCPU capacity than your current vCPU limit of " + (int) most
                                    + " allows for the instance bucket that the specified instance type belongs to. Please"
                                    + " visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this"
                                    + " limit.");
        }
    }

    private static @Nullable Family family(String type) {
        return FAMILIES.stream()
                .filter(each -> type.matches("(" + each.prefixes() + ").*"))
                .findFirst()
                .orElse(null);
    }

    private static int vcpus(String type) {
        return InstanceCatalog.find(type).map(InstanceCatalog.Entry::vcpus).orElse(0);
    }
}
