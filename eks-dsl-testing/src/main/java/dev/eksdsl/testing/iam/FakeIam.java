package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fake's IAM: roles, policies, instance profiles and OIDC providers, kept for each account.
 *
 * <p>Its own answers show a change at once. Other services see a role as it was {@link Durations.Of#IAM_SETTLE} ago,
 * except that a deleted role is gone for them at once, too.
 */
public final class FakeIam implements FakeService, Roles {

    private final IamState iam;
    private final ServiceLinkedRoles serviceLinkedRoles;

    public FakeIam(World world) {
        iam = new IamState(world);
        serviceLinkedRoles = new ServiceLinkedRoles(iam);
    }

    @Override
    public String signingName() {
        return "iam";
    }

    @Override
    public void register(Operations operations) {
        new RoleOperations(iam).register(operations);
        new RolePolicies(iam).register(operations);
        new ManagedPolicies(iam).register(operations);
        new PolicyVersions(iam).register(operations);
        new InstanceProfiles(iam).register(operations);
        new OidcProviders(iam).register(operations);
        serviceLinkedRoles.register(operations);
    }

    @Override
    public void reset() {
        iam.clear();
    }

    /**
     * Makes one more managed policy of AWS known, beside those that EKS and its add-ons use.
     *
     * @param pathAndName what follows {@code :policy/} in its ARN, such as {@code service-role/AWSLambdaRole}
     */
    public void addAwsManagedPolicy(String pathAndName) {
        iam.awsManaged.add(pathAndName);
    }

    /** All that exists, sorted; without AWS's own policies. Roles that AWS makes are of the type service-linked-role. */
    public List<InventoryItem> inventory() {
        return iam.all().stream().flatMap(FakeIam::inventory).sorted().toList();
    }

    private static Stream<InventoryItem> inventory(AccountState account) {
        return Stream.of(
                        account.roles.values().stream()
                                .map(role -> item(
                                        role.isServiceLinked() ? "service-linked-role" : "role", role.arn, role.tags)),
                        account.policies.values().stream().map(policy -> item("policy", policy.arn, policy.tags)),
                        account.profiles.values().stream()
                                .map(profile -> item("instance-profile", profile.arn, profile.tags)),
                        account.providers.values().stream()
                                .map(provider -> item("oidc-provider", provider.arn, provider.tags)))
                .flatMap(items -> items);
    }

    private static InventoryItem item(String type, String arn, IamTags tags) {
        return new InventoryItem("iam", type, arn, tags.asMap());
    }

    @Override
    public Optional<RoleView> settled(Caller caller, String roleArn) {
        return iam.of(caller).roles.values().stream()
                .filter(role -> role.arn.equals(roleArn))
                .findFirst()
                .flatMap(role ->
                        role.settled(iam.world.now(), iam.world.durations().of(Durations.Of.IAM_SETTLE)));
    }

    @Override
    public boolean oidcProviderExists(Caller caller, String issuerUrl) {
        AccountState account = iam.of(caller);
        return account.providers.containsKey(OidcProviders.arn(account, issuerUrl));
    }

    @Override
    public void ensureServiceLinkedRole(Caller caller, String service, String roleName) {
        serviceLinkedRoles.ensure(iam.of(caller), service, roleName);
    }
}
