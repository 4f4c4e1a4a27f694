package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;

/** The operations on versions of managed policies: at most five of each, one of them the default. */
final class PolicyVersions {

    private static final int MOST_VERSIONS = 5;
    private static final int LONGEST = 6144;

    private final IamState iam;

    PolicyVersions(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(CreatePolicyVersionRequest.class, this::create);
        operations.on(GetPolicyVersionRequest.class, this::get);
        operations.on(ListPolicyVersionsRequest.class, this::list);
        operations.on(DeletePolicyVersionRequest.class, this::delete);
        operations.on(SetDefaultPolicyVersionRequest.class, this::setDefault);
    }

    /** @throws AwsFault if the document is absent, too long or no policy */
    static String document(@Nullable String given) {
        String document = IamFaults.required(given, "policyDocument");
        PolicyDocument.checkManaged(document);
        if (PolicyDocument.size(document) > LONGEST) {
            throw IamFaults.limit("PolicySize", LONGEST);
        }
        return document;
    }

    private CreatePolicyVersionResponse create(CreatePolicyVersionRequest request, Caller caller) {
        FakePolicy policy = ManagedPolicies.own(iam.of(caller), request.policyArn());
        String document = document(request.policyDocument());
        if (policy.versions.size() >= MOST_VERSIONS) {
            throw new AwsFault(
                    409,
                    "LimitExceeded",
                    "A managed policy can have up to " + MOST_VERSIONS
                            + " versions. Before you create a new version, you must delete an existing version.");
        }
        FakePolicy.Version version = policy.addVersion(document, iam.world.now());
        if (Boolean.TRUE.equals(request.setAsDefault())) {
            policy.defaultVersion = version.number();
        }
        return CreatePolicyVersionResponse.builder()
                .policyVersion(policy.view(version).toBuilder().document(null).build())
                .build();
    }

    private GetPolicyVersionResponse get(GetPolicyVersionRequest request, Caller caller) {
        FakePolicy policy = iam.of(caller).policy(request.policyArn());
        if (policy.versions.isEmpty()) {
            throw IamFaults.invalidInput("The fake does not hold the document of this policy of AWS's: " + policy.arn);
        }
        return GetPolicyVersionResponse.builder()
                .policyVersion(policy.view(version(policy, request.versionId())))
                .build();
    }

    /** @throws AwsFault if the policy has no such version */
    private static FakePolicy.Version version(FakePolicy policy, @Nullable String versionId) {
        String id = IamFaults.required(versionId, "versionId");
        return policy.versions.values().stream()
                .filter(version -> version.id().equals(id))
                .findFirst()
                .orElseThrow(() -> IamFaults.notFound(
                        "Policy " + policy.arn + " version " + id + " does not exist or is not attachable."));
    }

    private ListPolicyVersionsResponse list(ListPolicyVersionsRequest request, Caller caller) {
        FakePolicy policy = iam.of(caller).policy(request.policyArn());
        // newest first: the key counts down
        Page<FakePolicy.Version> page = Listing.page(
                List.copyOf(policy.versions.values()),
                version -> String.format("%09d", Integer.MAX_VALUE - version.number()),
                request.maxItems(),
                request.marker());
        return ListPolicyVersionsResponse.builder()
                .versions(page.items().stream()
                        .map(version ->
                                policy.view(version).toBuilder().document(null).build())
                        .toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private DeletePolicyVersionResponse delete(DeletePolicyVersionRequest request, Caller caller) {
        FakePolicy policy = ManagedPolicies.own(iam.of(caller), request.policyArn());
        FakePolicy.Version version = version(policy, request.versionId());
        if (version.number() == policy.defaultVersion) {
            throw IamFaults.conflict("Cannot delete the default version of a policy.");
        }
        policy.versions.remove(version.number());
        return DeletePolicyVersionResponse.builder().build();
    }

    private SetDefaultPolicyVersionResponse setDefault(SetDefaultPolicyVersionRequest request, Caller caller) {
        FakePolicy policy = ManagedPolicies.own(iam.of(caller), request.policyArn());
        policy.defaultVersion = version(policy, request.versionId()).number();
        return SetDefaultPolicyVersionResponse.builder().build();
    }
}
