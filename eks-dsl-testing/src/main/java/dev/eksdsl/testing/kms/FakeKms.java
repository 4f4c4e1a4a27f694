package dev.eksdsl.testing.kms;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.TaggedResource;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.model.KeyState;

/**
 * The fake's Key Management Service, for each account and region. Keys follow from the fake's seed; ciphertexts can be
 * decrypted with the key and the encryption context that they were made with, in this fake only. The keys that AWS's
 * services make appear when their alias is first used. Custom key stores and imported key material are not modelled.
 */
public final class FakeKms implements FakeService, Keys {

    private final KmsState state;

    public FakeKms(World world) {
        this.state = new KmsState(world);
    }

    @Override
    public String signingName() {
        return "kms";
    }

    @Override
    public void register(Operations operations) {
        new KeyOperations(state).register(operations);
        new PolicyOperations(state).register(operations);
        new RotationOperations(state).register(operations);
        new AliasOperations(state).register(operations);
        new GrantOperations(state).register(operations);
        new EncryptionOperations(state).register(operations);
        new DataKeyOperations(state).register(operations);
        new SigningOperations(state).register(operations);
    }

    @Override
    public void reset() {
        state.clear();
    }

    /**
     * All keys and aliases of customers, sorted. Without what AWS's services make for themselves, and without keys that are
     * pending deletion and their aliases: such keys cost nothing and cannot be used.
     */
    @Override
    public List<InventoryItem> inventory() {
        return state.all().stream().flatMap(FakeKms::items).sorted().toList();
    }

    private static Stream<InventoryItem> items(RegionalKeys place) {
        Map<String, FakeKey> living = place.keys().stream()
                .filter(key -> key.isOfCustomer() && key.state != KeyState.PENDING_DELETION)
                .collect(Collectors.toMap(key -> key.id, key -> key));
        var keys = living.values().stream().map(key -> new InventoryItem("kms", "key", key.arn, key.tags));
        var aliases = place.aliases.values().stream()
                .filter(alias -> alias.keyId() != null && living.containsKey(alias.keyId()))
                .map(alias -> new InventoryItem("kms", "alias", place.arn(alias.name()), Map.of()));
        return Stream.concat(keys, aliases);
    }

    @Override
    public List<TaggedResource> tagged(Caller caller) {
        return state.in(caller).keys().stream()
                .filter(FakeKey::isOfCustomer)
                .map(key -> new TaggedResource(key.arn, "kms:key", key.tags))
                .toList();
    }

    @Override
    public boolean retag(Caller caller, String arn, Map<String, String> set, Set<String> removed) {
        boolean ours = state.in(caller).keys().stream().anyMatch(key -> key.arn.equals(arn));
        if (ours) {
            FakeKey key = state.living(caller, arn);
            set.keySet().forEach(KeyTags::checkKey);
            removed.forEach(KeyTags::checkKey);
            KeyTags.add(key, set);
            key.tags.keySet().removeAll(removed);
        }
        return ours;
    }

    @Override
    public Optional<KeyView> key(Caller caller, String idOrArnOrAlias) {
        try {
            FakeKey key = state.in(caller).find(idOrArnOrAlias);
            boolean encrypts = key.isSymmetric();
            return Optional.of(new KeyView(key.arn, key.state.toString(), encrypts));
        } catch (AwsFault absent) {
            return Optional.empty();
        }
    }
}
