package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.authorization.CallObserver;
import dev.eksdsl.testing.authorization.Identity;
import dev.eksdsl.testing.authorization.IdentitySource;
import dev.eksdsl.testing.authorization.Policy;
import dev.eksdsl.testing.authorization.RelatedResources;
import dev.eksdsl.testing.authorization.Relation;
import dev.eksdsl.testing.server.AccessKeys;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.TaggedResource;
import dev.eksdsl.testing.server.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fake's IAM: users, groups, roles, policies, instance profiles and OIDC providers, kept for each account.
 *
 * <p>Its own answers show a change at once. Other services see a role as it was {@link Durations.Of#IAM_SETTLE} ago,
 * except that a deleted role is gone for them at once, too.
 */
public final class FakeIam implements FakeService, Roles, IdentitySource, CallObserver, RelatedResources {

    private final IamState iam;
    private final ServiceLinkedRoles serviceLinkedRoles;

    public FakeIam(World world) {
        this(world, new AccessKeys());
    }

    /** @param keys where access keys of users become known */
    public FakeIam(World world, AccessKeys keys) {
        iam = new IamState(world, keys);
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
        new UserOperations(iam).register(operations);
        new UserPolicies(iam).register(operations);
        new GroupOperations(iam).register(operations);
        new GroupPolicies(iam).register(operations);
        new AccessKeyOperations(iam).register(operations);
        new LoginProfiles(iam).register(operations);
        new SshPublicKeys(iam).register(operations);
        new SigningCertificates(iam).register(operations);
        new MfaDevices(iam).register(operations);
        new VirtualMfaDevices(iam).register(operations);
        new CredentialReports(iam).register(operations);
        new AccountOperations(iam).register(operations);
        new PolicyEntities(iam).register(operations);
        new AuthorizationDetails(iam).register(operations);
        new Simulations(iam).register(operations);
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

    @Override
    public List<TaggedResource> tagged(Caller caller) {
        return new TaggedEntities(iam).found(caller);
    }

    @Override
    public boolean retag(Caller caller, String arn, Map<String, String> set, Set<String> removed) {
        return new TaggedEntities(iam).retag(caller, arn, set, removed);
    }

    /** All that exists, sorted; without AWS's own policies. Roles that AWS makes are of the type service-linked-role. */
    @Override
    public List<InventoryItem> inventory() {
        return iam.all().stream().flatMap(FakeIam::inventory).sorted().toList();
    }

    private static Stream<InventoryItem> inventory(AccountState account) {
        return Stream.of(
                        account.roles.values().stream()
                                .map(role -> item(
                                        role.isServiceLinked() ? "service-linked-role" : "role", role.arn, role.tags)),
                        account.users.values().stream().map(user -> item("user", user.arn, user.tags)),
                        account.groups.values().stream()
                                .map(group -> new InventoryItem("iam", "group", group.arn, Map.of())),
                        account.users.values().stream()
                                .flatMap(user -> user.keys.keySet().stream())
                                .map(key -> new InventoryItem("iam", "access-key", key, Map.of())),
                        account.policies.values().stream().map(policy -> item("policy", policy.arn, policy.tags)),
                        account.profiles.values().stream()
                                .map(profile -> item("instance-profile", profile.arn, profile.tags)),
                        account.virtualDevices.entrySet().stream()
                                .map(device -> item("mfa", device.getKey(), device.getValue())),
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
                        role.settled(iam.world.now(), iam.world.durations().of(Durations.Of.IAM_SETTLE, roleArn)));
    }

    @Override
    public boolean instanceProfileExists(Caller caller, String arnOrName) {
        Instant settled = iam.world.now().minus(iam.world.durations().of(Durations.Of.IAM_SETTLE, arnOrName));
        return iam.of(caller).profiles.values().stream()
                .filter(profile -> profile.arn.equals(arnOrName) || profile.name.equals(arnOrName))
                .anyMatch(profile -> !profile.created.isAfter(settled));
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

    /** Users, by the ARN of their access keys. Sessions of roles are known to STS. */
    @Override
    public Optional<Identity> identity(Caller caller) {
        return iam.identities.user(caller, caller.arn());
    }

    @Override
    public Optional<Identity> role(Caller caller, String roleArn) {
        AccountState account = iam.of(caller);
        return account.roles.values().stream()
                .filter(role -> role.arn.equals(roleArn))
                .findFirst()
                .flatMap(role -> role.settled(
                                iam.world.now(), iam.world.durations().of(Durations.Of.IAM_SETTLE, roleArn))
                        .map(settled -> iam.identities.role(account, role, settled)));
    }

    @Override
    public Optional<Identity> user(Caller caller) {
        return identity(caller);
    }

    @Override
    public Optional<Policy> managedPolicy(Caller caller, String arn) {
        return iam.identities.managed(iam.of(caller), arn).map(IamIdentities.Held::policy);
    }

    @Override
    public Duration longestSession(Caller caller, String roleArn) {
        return iam.of(caller).roles.values().stream()
                .filter(role -> role.arn.equals(roleArn))
                .findFirst()
                .map(role -> Duration.ofSeconds(role.maxSessionSeconds))
                .orElse(Duration.ofHours(1));
    }

    @Override
    public Optional<String> idOf(Caller caller, String arn) {
        AccountState account = iam.of(caller);
        return Stream.concat(
                        account.users.values().stream()
                                .filter(user -> user.arn.equals(arn))
                                .map(user -> user.id),
                        account.roles.values().stream()
                                .filter(role -> role.arn.equals(arn))
                                .map(role -> role.id))
                .findFirst();
    }

    @Override
    public Set<String> oidcAudiences(Caller caller, String issuerUrl) {
        AccountState account = iam.of(caller);
        FakeProvider provider = account.providers.get(OidcProviders.arn(account, issuerUrl));
        return provider == null ? Set.of() : Set.copyOf(provider.clientIds);
    }

    /** Knows which role an instance profile has. */
    @Override
    public List<String> related(Caller caller, Relation relation, String from) {
        if (relation != Relation.PROFILE_ROLE) {
            return List.of();
        }
        FakeProfile profile = iam.of(caller).profiles.get(from.substring(from.lastIndexOf('/') + 1));
        return profile == null || profile.role == null ? List.of() : List.of(profile.role.arn);
    }

    /** Remembers when access keys of users were used last. */
    @Override
    public void called(Caller caller, String service) {
        iam.of(caller).users.values().stream()
                .map(user -> user.keys.get(caller.accessKeyId()))
                .filter(Objects::nonNull)
                .forEach(key -> key.lastUse = new FakeAccessKey.Use(iam.world.now(), service, caller.region()));
    }
}
