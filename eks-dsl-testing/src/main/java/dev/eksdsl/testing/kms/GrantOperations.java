package dev.eksdsl.testing.kms;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsResponse;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantResponse;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;

/** The operations on grants. Grants are kept and shown; who may use a key is not decided by them. */
final class GrantOperations {

    private static final int USUAL_PAGE = 50;
    private static final int ID_LENGTH = 64;
    private static final int TOKEN_LENGTH = 96;

    /** Grants that a key can have (KMS developer guide, "Quotas"). */
    private static final int MOST_OF_A_KEY = 50_000;

    private final KmsState state;

    GrantOperations(KmsState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.on(CreateGrantRequest.class, this::create);
        operations.on(ListGrantsRequest.class, this::list);
        operations.on(ListRetirableGrantsRequest.class, this::listRetirable);
        operations.on(RetireGrantRequest.class, this::retire);
        operations.on(RevokeGrantRequest.class, this::revoke);
    }

    /** The same request with the same name gives the same grant, with another token (KMS API, CreateGrant). */
    private CreateGrantResponse create(CreateGrantRequest request, Caller caller) {
        FakeKey key = state.byIdOrArn(caller, request.keyId());
        if (key.state == KeyState.PENDING_DELETION) {
            throw KmsFaults.state(key, "pending deletion");
        }
        if (key.state == KeyState.DISABLED) {
            throw KmsFaults.refuse("DisabledException", key.arn + " is disabled.");
        }
        if (Boolean.TRUE.equals(request.dryRun())) {
            throw KmsFaults.dryRun();
        }
        if (key.grants.size() >= MOST_OF_A_KEY) {
            throw KmsFaults.refuse("LimitExceededException", "The quota for grants of a key has been reached");
        }
        String token = state.world.ids().hex(TOKEN_LENGTH);
        Optional<FakeKey.Grant> same = request.name() == null
                ? Optional.empty()
                : key.grants.values().stream()
                        .filter(grant -> isSame(grant.entry(), request))
                        .findFirst();
        GrantListEntry entry = same.map(FakeKey.Grant::entry).orElseGet(() -> entry(key, request, caller));
        key.grants.put(entry.grantId(), new FakeKey.Grant(entry, token));
        return CreateGrantResponse.builder()
                .grantId(entry.grantId())
                .grantToken(token)
                .build();
    }

    private static boolean isSame(GrantListEntry present, CreateGrantRequest request) {
        return request.name().equals(present.name())
                && Objects.equals(request.granteePrincipal(), present.granteePrincipal())
                && Objects.equals(request.retiringPrincipal(), present.retiringPrincipal())
                && Objects.equals(request.constraints(), present.constraints())
                && request.operations().equals(present.operations());
    }

    private GrantListEntry entry(FakeKey key, CreateGrantRequest request, Caller caller) {
        return GrantListEntry.builder()
                .keyId(key.arn)
                .grantId(state.world.ids().hex(ID_LENGTH))
                .name(request.name())
                .creationDate(state.world.now())
                .granteePrincipal(request.granteePrincipal())
                .retiringPrincipal(request.retiringPrincipal())
                .issuingAccount(caller.globalArn("iam", "root"))
                .operationsWithStrings(request.operationsAsStrings())
                .constraints(request.constraints())
                .build();
    }

    private ListGrantsResponse list(ListGrantsRequest request, Caller caller) {
        FakeKey key = state.byIdOrArn(caller, request.keyId());
        if (request.grantId() != null && !key.grants.containsKey(request.grantId())) {
            throw KmsFaults.refuse("InvalidGrantIdException", "Grant ID " + request.grantId() + " not found");
        }
        List<GrantListEntry> all = key.grants.values().stream()
                .map(FakeKey.Grant::entry)
                .filter(grant -> request.grantId() == null || request.grantId().equals(grant.grantId()))
                .filter(grant -> request.granteePrincipal() == null
                        || request.granteePrincipal().equals(grant.granteePrincipal()))
                .toList();
        Page<GrantListEntry> page = page(all, request.limit(), request.marker());
        return ListGrantsResponse.builder()
                .grants(page.items())
                .nextMarker(page.next())
                .truncated(page.next() != null)
                .build();
    }

    private ListRetirableGrantsResponse listRetirable(ListRetirableGrantsRequest request, Caller caller) {
        List<GrantListEntry> all = state.in(caller).keys().stream()
                .flatMap(key -> key.grants.values().stream())
                .map(FakeKey.Grant::entry)
                .filter(grant -> request.retiringPrincipal().equals(grant.retiringPrincipal()))
                .toList();
        Page<GrantListEntry> page = page(all, request.limit(), request.marker());
        return ListRetirableGrantsResponse.builder()
                .grants(page.items())
                .nextMarker(page.next())
                .truncated(page.next() != null)
                .build();
    }

    private static Page<GrantListEntry> page(
            List<GrantListEntry> all, @Nullable Integer limit, @Nullable String marker) {
        return KmsState.page(all, GrantListEntry::grantId, limit, USUAL_PAGE, marker);
    }

    /** A grant goes by its token, or by its key's ARN and its id. */
    private RetireGrantResponse retire(RetireGrantRequest request, Caller caller) {
        if (request.grantToken() == null && (request.keyId() == null || request.grantId() == null)) {
            throw KmsFaults.invalid("Either the grant token, or the key ID and the grant ID must be specified");
        }
        for (FakeKey key : state.in(caller).keys()) {
            boolean gone = key.grants
                    .values()
                    .removeIf(grant -> request.grantToken() != null
                            ? grant.token().equals(request.grantToken())
                            : request.keyId().equals(key.arn)
                                    && request.grantId().equals(grant.entry().grantId()));
            if (gone) {
                return RetireGrantResponse.builder().build();
            }
        }
        if (request.grantToken() != null) {
            throw KmsFaults.refuse("InvalidGrantTokenException", "Grant token not found");
        }
        throw KmsFaults.notFound("Grant ID " + request.grantId() + " not found");
    }

    private RevokeGrantResponse revoke(RevokeGrantRequest request, Caller caller) {
        FakeKey key = state.byIdOrArn(caller, request.keyId());
        if (!key.grants.containsKey(request.grantId())) {
            throw KmsFaults.notFound("Grant ID " + request.grantId() + " not found");
        }
        if (Boolean.TRUE.equals(request.dryRun())) {
            throw KmsFaults.dryRun();
        }
        key.grants.remove(request.grantId());
        return RevokeGrantResponse.builder().build();
    }
}
