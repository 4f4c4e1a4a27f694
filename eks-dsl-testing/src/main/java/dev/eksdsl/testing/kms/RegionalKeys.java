package dev.eksdsl.testing.kms;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.World;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.RotationType;

/** The keys and aliases of one account in one region. */
final class RegionalKeys {

    /** An alias: the id of its key; null for one of a service that has not used its key yet. */
    record Alias(String name, @Nullable String keyId, Instant created, Instant updated) {}

    private static final int SECRET_BYTES = 32;
    private static final Pattern ID = Pattern.compile("(mrk-)?[0-9a-f-]{32,36}");

    final Caller owner;
    final Map<String, Alias> aliases = new TreeMap<>();
    private final Map<String, FakeKey> keys = new LinkedHashMap<>();
    private final World world;

    RegionalKeys(Caller owner, World world) {
        this.owner = owner;
        this.world = world;
        for (String service : AwsManagedKeys.ALIASES) {
            aliases.put("alias/aws/" + service, new Alias("alias/aws/" + service, null, world.now(), world.now()));
        }
    }

    String arn(String resource) {
        return owner.arn("kms", resource);
    }

    byte[] randomBytes(int length) {
        return HexFormat.of().parseHex(world.ids().hex(2 * length));
    }

    FakeKey add(KeySpec spec, KeyUsageType usage, OriginType origin, KeyManagerType manager, boolean multiRegion) {
        String id =
                multiRegion ? "mrk-" + world.ids().hex(32) : world.ids().uuid().toString();
        FakeKey key = new FakeKey(
                id,
                arn("key/" + id),
                owner.accountId(),
                world.now(),
                spec,
                usage,
                origin,
                manager,
                new KeyMaterial(randomBytes(SECRET_BYTES)));
        keys.put(id, key);
        return key;
    }

    /** All keys that exist now: what has been due since the last look has happened. */
    Collection<FakeKey> keys() {
        Instant now = world.now();
        keys.values().removeIf(key -> key.deletion != null && !now.isBefore(key.deletion));
        aliases.values().removeIf(alias -> alias.keyId() != null && !keys.containsKey(alias.keyId()));
        keys.values().forEach(key -> rotate(key, now));
        return keys.values();
    }

    private void rotate(FakeKey key, Instant now) {
        Instant due = key.nextRotation();
        while (due != null && !due.isAfter(now) && key.state == KeyState.ENABLED) {
            rotate(key, due, RotationType.AUTOMATIC);
            key.rotatesFrom = due;
            due = key.nextRotation();
        }
    }

    void rotate(FakeKey key, Instant moment, RotationType type) {
        key.material.rotate(randomBytes(SECRET_BYTES));
        key.rotations.add(new FakeKey.Rotation(moment, type));
    }

    Optional<FakeKey> byId(String id) {
        return keys().stream().filter(key -> key.id.equals(id)).findFirst();
    }

    /**
     * The key that a request names.
     *
     * @throws dev.eksdsl.testing.server.AwsFault if there is none such
     */
    FakeKey find(String idOrArnOrAlias) {
        String name = idOrArnOrAlias;
        if (name.startsWith("arn:")) {
            String[] parts = name.split(":", 6);
            if (parts.length < 6 || !parts[2].equals("kms")) {
                throw KmsFaults.refuse("InvalidArnException", "Invalid arn " + name);
            }
            if (!parts[3].equals(owner.region())) {
                throw KmsFaults.refuse("InvalidArnException", "Invalid arn " + parts[3]);
            }
            if (!parts[4].equals(owner.accountId())) {
                throw KmsFaults.notFound("Key '" + name + "' does not exist");
            }
            name = parts[5].startsWith("key/") ? parts[5].substring("key/".length()) : parts[5];
        }
        if (name.startsWith("alias/")) {
            return ofAlias(name);
        }
        if (!ID.matcher(name).matches()) {
            throw KmsFaults.notFound("Invalid keyId '" + name + "'");
        }
        String id = name;
        return byId(id).orElseThrow(() -> KmsFaults.notFound("Key '" + arn("key/" + id) + "' does not exist"));
    }

    private FakeKey ofAlias(String name) {
        keys();
        Alias alias = aliases.get(name);
        if (alias == null) {
            throw KmsFaults.notFound("Alias " + arn(name) + " is not found.");
        }
        FakeKey key = alias.keyId() == null ? null : keys.get(alias.keyId());
        if (key == null) {
            // the first use of a service's key makes it
            key = AwsManagedKeys.create(this, name);
            aliases.put(name, new Alias(name, key.id, alias.created(), world.now()));
        }
        return key;
    }
}
