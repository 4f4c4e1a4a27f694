package dev.eksdsl.testing.kms;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Page;
import dev.eksdsl.testing.server.World;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** What all operations share: the keys of all accounts and regions, and how requests name them. */
final class KmsState {

    private record Place(String accountId, String region) {}

    final World world;
    private final Map<Place, RegionalKeys> places = new LinkedHashMap<>();

    KmsState(World world) {
        this.world = world;
    }

    RegionalKeys in(Caller caller) {
        return places.computeIfAbsent(
                new Place(caller.accountId(), caller.region()), place -> new RegionalKeys(caller, world));
    }

    Collection<RegionalKeys> all() {
        return places.values();
    }

    void clear() {
        places.clear();
    }

    /** The key that a request names; aliases do not name keys where this is used. */
    FakeKey byIdOrArn(Caller caller, String keyId) {
        if (keyId.startsWith("alias/") || keyId.contains(":alias/")) {
            throw KmsFaults.notFound("Invalid keyId '" + keyId + "'");
        }
        return in(caller).find(keyId);
    }

    /** A key of the customer's that may be changed. */
    FakeKey changeable(Caller caller, String keyId) {
        FakeKey key = byIdOrArn(caller, keyId);
        if (!key.isOfCustomer()) {
            throw KmsFaults.refuse(
                    "AccessDeniedException",
                    "User: " + caller.arn() + " is not authorized to change the AWS managed key " + key.arn);
        }
        return key;
    }

    /** A key of the customer's that may be changed and does not wait for its deletion. */
    FakeKey living(Caller caller, String keyId) {
        FakeKey key = changeable(caller, keyId);
        if (key.state == KeyState.PENDING_DELETION) {
            throw KmsFaults.state(key, "pending deletion");
        }
        return key;
    }

    /** A key for a cryptographic operation: enabled and made for this use. */
    FakeKey usable(Caller caller, String keyId, KeyUsageType usage, String operation) {
        FakeKey key = in(caller).find(keyId);
        checkUsable(key, usage, operation);
        return key;
    }

    static void checkUsable(FakeKey key, KeyUsageType usage, String operation) {
        switch (key.state) {
            case DISABLED -> throw KmsFaults.refuse("DisabledException", key.arn + " is disabled.");
            case PENDING_DELETION -> throw KmsFaults.state(key, "pending deletion");
            case PENDING_IMPORT -> throw KmsFaults.state(key, "pending import");
            default -> {
                if (key.usage != usage) {
                    throw KmsFaults.refuse(
                            "InvalidKeyUsageException",
                            key.arn + " key usage is " + key.usage + " which is not valid for " + operation + ".");
                }
            }
        }
    }

    /** @throws AwsFault if the marker was not given here */
    static <T> Page<T> page(
            List<T> all, Function<T, String> key, @Nullable Integer limit, int usual, @Nullable String marker) {
        return Page.of(
                all,
                key,
                limit == null ? usual : limit,
                marker,
                () -> KmsFaults.refuse("InvalidMarkerException", "Marker is not valid"));
    }
}
