package dev.eksdsl.testing.kms;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/** The operations on aliases. */
final class AliasOperations {

    private static final int USUAL_PAGE = 50;

    /** Aliases that a key can have (KMS developer guide, "Quotas"). */
    private static final int MOST_OF_A_KEY = 50;

    private final KmsState state;

    AliasOperations(KmsState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.on(CreateAliasRequest.class, this::create);
        operations.on(UpdateAliasRequest.class, this::update);
        operations.on(DeleteAliasRequest.class, this::delete);
        operations.on(ListAliasesRequest.class, this::list);
    }

    private CreateAliasResponse create(CreateAliasRequest request, Caller caller) {
        RegionalKeys place = state.in(caller);
        String name = request.aliasName();
        checkName(name);
        FakeKey key = state.living(caller, request.targetKeyId());
        if (place.aliases.containsKey(name)) {
            throw KmsFaults.refuse(
                    "AlreadyExistsException", "An alias with the name " + place.arn(name) + " already exists");
        }
        long present = place.aliases.values().stream()
                .filter(alias -> key.id.equals(alias.keyId()))
                .count();
        if (present >= MOST_OF_A_KEY) {
            throw KmsFaults.refuse("LimitExceededException", "The quota for aliases of a key has been reached");
        }
        place.aliases.put(name, new RegionalKeys.Alias(name, key.id, state.world.now(), state.world.now()));
        return CreateAliasResponse.builder().build();
    }

    private static void checkName(String name) {
        if (!name.startsWith("alias/") || name.equals("alias/")) {
            throw KmsFaults.invalid("Alias must start with the prefix \"alias/\". Please see"
                    + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
        }
        if (name.startsWith("alias/aws/")) {
            throw KmsFaults.refuse("NotAuthorizedException", "");
        }
        if (name.contains(":")) {
            throw KmsFaults.invalid(name + " contains invalid characters for an alias");
        }
    }

    private UpdateAliasResponse update(UpdateAliasRequest request, Caller caller) {
        RegionalKeys place = state.in(caller);
        checkName(request.aliasName());
        FakeKey key = state.living(caller, request.targetKeyId());
        RegionalKeys.Alias alias = present(place, request.aliasName());
        FakeKey before = place.find(alias.name());
        if (before.usage != key.usage || before.isSymmetric() != key.isSymmetric()) {
            throw KmsFaults.invalid("Alias " + alias.name() + " cannot be changed to a key of another type or usage");
        }
        place.aliases.put(
                alias.name(), new RegionalKeys.Alias(alias.name(), key.id, alias.created(), state.world.now()));
        return UpdateAliasResponse.builder().build();
    }

    private static RegionalKeys.Alias present(RegionalKeys place, String name) {
        place.keys();
        RegionalKeys.Alias alias = place.aliases.get(name);
        if (alias == null) {
            throw KmsFaults.notFound("Alias " + place.arn(name) + " is not found.");
        }
        return alias;
    }

    private DeleteAliasResponse delete(DeleteAliasRequest request, Caller caller) {
        RegionalKeys place = state.in(caller);
        checkName(request.aliasName());
        place.aliases.remove(present(place, request.aliasName()).name());
        return DeleteAliasResponse.builder().build();
    }

    private ListAliasesResponse list(ListAliasesRequest request, Caller caller) {
        RegionalKeys place = state.in(caller);
        String keyId = request.keyId() == null ? null : state.byIdOrArn(caller, request.keyId()).id;
        place.keys();
        List<RegionalKeys.Alias> all = place.aliases.values().stream()
                .filter(alias -> keyId == null || keyId.equals(alias.keyId()))
                .toList();
        Page<RegionalKeys.Alias> page =
                KmsState.page(all, RegionalKeys.Alias::name, request.limit(), USUAL_PAGE, request.marker());
        return ListAliasesResponse.builder()
                .aliases(page.items().stream()
                        .map(alias -> AliasListEntry.builder()
                                .aliasName(alias.name())
                                .aliasArn(place.arn(alias.name()))
                                .targetKeyId(alias.keyId())
                                .creationDate(alias.keyId() == null ? null : alias.created())
                                .lastUpdatedDate(alias.keyId() == null ? null : alias.updated())
                                .build())
                        .toList())
                .nextMarker(page.next())
                .truncated(page.next() != null)
                .build();
    }
}
