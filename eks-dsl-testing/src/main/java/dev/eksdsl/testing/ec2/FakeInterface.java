package dev.eksdsl.testing.ec2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;

/** A network interface: its private addresses, the public ones on them, and what it is attached to. */
final class FakeInterface extends FakeResource {

    /** Who uses an interface, which tells who may delete it. */
    enum Use {
        /** Nobody: made by the user, may be deleted. */
        NONE,
        /** An AWS service, which deletes it itself. */
        SERVICE,
        /** An instance that it is attached to. */
        INSTANCE
    }

    /** How an interface is attached to an instance. */
    record Attachment(String id, String instanceId, int deviceIndex, boolean deleteOnTermination, Instant attached) {}

    final FakeSubnet subnet;

    /** The primary private address. */
    final String privateIp;

    /** All private addresses, the primary one first. */
    final List<String> privateIps = new ArrayList<>();

    final List<String> ipv6Addresses = new ArrayList<>();
    final List<String> ipv4Prefixes = new ArrayList<>();
    final List<String> ipv6Prefixes = new ArrayList<>();

    /** Elastic IP addresses by the private address that each is on. */
    final Map<String, FakeAddress> addresses = new LinkedHashMap<>();

    final NetworkInterfaceType type;
    List<String> groupIds;
    String description;
    Use use;
    boolean sourceDestCheck;

    @Nullable
    Attachment attachment;

    /** A public address that was given at launch and goes with the interface. */
    @Nullable
    String launchPublicIp;

    FakeInterface(
            String id,
            FakeSubnet subnet,
            String privateIp,
            List<String> groupIds,
            String description,
            NetworkInterfaceType type,
            Use use,
            Map<String, String> tags) {
        super(id, tags);
        this.subnet = subnet;
        this.privateIp = privateIp;
        this.privateIps.add(privateIp);
        this.groupIds = List.copyOf(groupIds);
        this.description = description;
        this.type = type;
        this.use = use;
        this.sourceDestCheck = type == NetworkInterfaceType.INTERFACE;
    }

    @Nullable
    String instanceId() {
        return attachment == null ? null : attachment.instanceId();
    }

    /** The public address on the primary private one. */
    @Nullable
    String publicIp() {
        FakeAddress address = addresses.get(privateIp);
        return address != null ? address.publicIp : launchPublicIp;
    }

    /** Whether any public address is on this interface. */
    boolean isPublic() {
        return launchPublicIp != null || !addresses.isEmpty();
    }

    /** A hardware address: locally administered, and different for each interface. */
    String macAddress() {
        StringBuilder mac = new StringBuilder("0a");
        String digits = id.substring(id.length() - 10);
        for (int i = 0; i < digits.length(); i += 2) {
            mac.append(':').append(digits, i, i + 2);
        }
        return mac.toString();
    }
}
