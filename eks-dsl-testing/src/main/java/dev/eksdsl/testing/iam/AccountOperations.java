package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.CreateAccountAliasRequest;
import software.amazon.awssdk.services.iam.model.CreateAccountAliasResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccountAliasRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccountAliasResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccountPasswordPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetAccountPasswordPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryRequest;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryResponse;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesRequest;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesResponse;
import software.amazon.awssdk.services.iam.model.PasswordPolicy;
import software.amazon.awssdk.services.iam.model.UpdateAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccountPasswordPolicyResponse;

/** The operations on the account as a whole: its alias, its password policy, its summary. */
final class AccountOperations {

    private static final int MOST_POLICIES = 1500;
    private static final int MOST_PROFILES = 1000;
    private static final int MOST_GROUPS = 300;
    private static final int SHORTEST_PASSWORD = 6;

    private final IamState iam;

    AccountOperations(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(CreateAccountAliasRequest.class, this::createAlias);
        operations.on(DeleteAccountAliasRequest.class, this::deleteAlias);
        operations.on(ListAccountAliasesRequest.class, this::listAliases);
        operations.on(UpdateAccountPasswordPolicyRequest.class, this::updatePasswords);
        operations.on(GetAccountPasswordPolicyRequest.class, this::passwords);
        operations.on(DeleteAccountPasswordPolicyRequest.class, this::deletePasswords);
        operations.on(GetAccountSummaryRequest.class, this::summary);
    }

    /** A new alias takes the place of the old one: an account has one (IAM user guide). */
    private CreateAccountAliasResponse createAlias(CreateAccountAliasRequest request, Caller caller) {
        String alias = IamFaults.required(request.accountAlias(), "accountAlias");
        if (iam.all().stream().anyMatch(account -> account.aliases.contains(alias))) {
            throw IamFaults.exists("The account alias " + alias + " already exists.");
        }
        AccountState account = iam.of(caller);
        account.aliases.clear();
        account.aliases.add(alias);
        return CreateAccountAliasResponse.builder().build();
    }

    private DeleteAccountAliasResponse deleteAlias(DeleteAccountAliasRequest request, Caller caller) {
        String alias = IamFaults.required(request.accountAlias(), "accountAlias");
        if (!iam.of(caller).aliases.remove(alias)) {
            throw IamFaults.notFound("The account alias " + alias + " cannot be found.");
        }
        return DeleteAccountAliasResponse.builder().build();
    }

    private ListAccountAliasesResponse listAliases(ListAccountAliasesRequest request, Caller caller) {
        Page<String> page =
                Listing.page(List.copyOf(iam.of(caller).aliases), alias -> alias, request.maxItems(), request.marker());
        return ListAccountAliasesResponse.builder()
                .accountAliases(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    /** What a request leaves out gets its default, whatever it was before (IAM API reference). */
    private UpdateAccountPasswordPolicyResponse updatePasswords(
            UpdateAccountPasswordPolicyRequest request, Caller caller) {
        int shortest = request.minimumPasswordLength() == null ? SHORTEST_PASSWORD : request.minimumPasswordLength();
        iam.of(caller).passwordPolicy = PasswordPolicy.builder()
                .minimumPasswordLength(shortest)
                .requireSymbols(Boolean.TRUE.equals(request.requireSymbols()))
                .requireNumbers(Boolean.TRUE.equals(request.requireNumbers()))
                .requireUppercaseCharacters(Boolean.TRUE.equals(request.requireUppercaseCharacters()))
                .requireLowercaseCharacters(Boolean.TRUE.equals(request.requireLowercaseCharacters()))
                .allowUsersToChangePassword(Boolean.TRUE.equals(request.allowUsersToChangePassword()))
                .expirePasswords(request.maxPasswordAge() != null && request.maxPasswordAge() > 0)
                .maxPasswordAge(request.maxPasswordAge())
                .passwordReusePrevention(request.passwordReusePrevention())
                .hardExpiry(Boolean.TRUE.equals(request.hardExpiry()))
                .build();
        return UpdateAccountPasswordPolicyResponse.builder().build();
    }

    private GetAccountPasswordPolicyResponse passwords(GetAccountPasswordPolicyRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        requirePasswords(account);
        return GetAccountPasswordPolicyResponse.builder()
                .passwordPolicy(account.passwordPolicy)
                .build();
    }

    private DeleteAccountPasswordPolicyResponse deletePasswords(
            DeleteAccountPasswordPolicyRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        requirePasswords(account);
        account.passwordPolicy = null;
        return DeleteAccountPasswordPolicyResponse.builder().build();
    }

    private static void requirePasswords(AccountState account) {
        if (account.passwordPolicy == null) {
            throw IamFaults.notFound(
                    "The Password Policy with domain name " + account.accountId() + " cannot be found.");
        }
    }

    private GetAccountSummaryResponse summary(GetAccountSummaryRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        Map<String, Integer> counts = new TreeMap<>();
        counts.put("Users", account.users.size());
        counts.put("UsersQuota", UserOperations.MOST_USERS);
        counts.put("Groups", account.groups.size());
        counts.put("GroupsQuota", MOST_GROUPS);
        counts.put("Roles", account.roles.size());
        counts.put("RolesQuota", RoleOperations.MOST_ROLES);
        counts.put("Policies", account.policies.size());
        counts.put("PoliciesQuota", MOST_POLICIES);
        counts.put("InstanceProfiles", account.profiles.size());
        counts.put("InstanceProfilesQuota", MOST_PROFILES);
        counts.put("Providers", account.providers.size());
        counts.put(
                "PolicyVersionsInUse",
                account.policies.values().stream()
                        .mapToInt(policy -> policy.versions.size())
                        .sum());
        counts.put("PolicyVersionsInUseQuota", 10_000);
        counts.put("VersionsPerPolicyQuota", 5);
        counts.put("AttachedPoliciesPerUserQuota", 10);
        counts.put("AttachedPoliciesPerGroupQuota", 10);
        counts.put("AttachedPoliciesPerRoleQuota", 10);
        counts.put("UserPolicySizeQuota", GrantRules.USER.longestInline());
        counts.put("GroupPolicySizeQuota", GrantRules.GROUP.longestInline());
        counts.put("RolePolicySizeQuota", GrantRules.ROLE.longestInline());
        counts.put("PolicySizeQuota", 6144);
        counts.put("AssumeRolePolicySizeQuota", 2048);
        counts.put("AccessKeysPerUserQuota", 2);
        counts.put("GroupsPerUserQuota", 10);
        counts.put("SigningCertificatesPerUserQuota", 2);
        counts.put("ServerCertificates", 0);
        counts.put("ServerCertificatesQuota", 20);
        counts.put("MFADevices", account.virtualDevices.size());
        counts.put(
                "MFADevicesInUse",
                account.users.values().stream()
                        .mapToInt(user -> user.mfaDevices.size())
                        .sum());
        counts.put("AccountMFAEnabled", 0);
        counts.put("AccountAccessKeysPresent", 0);
        counts.put("AccountSigningCertificatesPresent", 0);
        counts.put("AccountPasswordPresent", 1);
        counts.put("GlobalEndpointTokenVersion", 1);
        return GetAccountSummaryResponse.builder().summaryMapWithStrings(counts).build();
    }
}
