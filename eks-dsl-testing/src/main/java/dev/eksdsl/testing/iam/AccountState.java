package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.DeletionTaskStatusType;
import software.amazon.awssdk.services.iam.model.PasswordPolicy;

/** All that IAM holds of one account. Names of roles and instance profiles differ in more than case and path. */
final class AccountState {

    final World world;
    final Map<String, FakeRole> roles = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final Map<String, FakeUser> users = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final Map<String, FakeGroup> groups = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final Map<String, FakeProfile> profiles = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    /** The customer's policies, by ARN. */
    final Map<String, FakePolicy> policies = new TreeMap<>();
    /** By ARN. */
    final Map<String, FakeProvider> providers = new TreeMap<>();
    /** The tags of virtual MFA devices by serial number, which is their ARN. */
    final Map<String, IamTags> virtualDevices = new LinkedHashMap<>();
    /** How far the deletions of service-linked roles are, by task. */
    final Map<String, DeletionTaskStatusType> deletions = new TreeMap<>();
    /** An account has one alias at most. */
    final Set<String> aliases = new TreeSet<>();

    @Nullable
    PasswordPolicy passwordPolicy;

    CredentialReports.@Nullable Report report;

    private final String accountId;
    private final String partition;
    private final AwsManagedPolicies awsManaged;

    AccountState(Caller caller, World world, AwsManagedPolicies awsManaged) {
        this.accountId = caller.accountId();
        this.partition = caller.partition();
        this.world = world;
        this.awsManaged = awsManaged;
    }

    String arn(String resource) {
        return "arn:" + partition + ":iam::" + accountId + ":" + resource;
    }

    /** @throws AwsFault if there is none */
    FakeRole role(@Nullable String name) {
        String wanted = IamFaults.required(name, "roleName");
        FakeRole role = roles.get(wanted);
        if (role == null) {
            throw IamFaults.notFound("The role with name " + wanted + " cannot be found.");
        }
        return role;
    }

    /** A role that users may change. */
    FakeRole changeableRole(@Nullable String name) {
        FakeRole role = role(name);
        if (role.isServiceLinked()) {
            throw new AwsFault(
                    400,
                    "UnmodifiableEntity",
                    "Cannot perform the operation on the protected role '" + role.name
                            + "' - this role is only modifiable by AWS");
        }
        return role;
    }

    /** The customer's or AWS's policy. */
    Optional<FakePolicy> findPolicy(String arn) {
        FakePolicy own = policies.get(arn);
        return own != null ? Optional.of(own) : awsManaged.find(partition, arn);
    }

    /** @throws AwsFault if there is none */
    FakePolicy policy(@Nullable String arn) {
        String wanted = IamFaults.required(arn, "policyArn");
        return findPolicy(wanted).orElseThrow(() -> IamFaults.notFound("Policy " + wanted + " was not found."));
    }

    List<FakePolicy> awsManagedPolicies() {
        return awsManaged.all(partition);
    }

    long attachments(FakePolicy policy) {
        return grants().filter(grants -> grants.managed.contains(policy.arn)).count();
    }

    long boundaryUses(FakePolicy policy) {
        return grants().filter(grants -> policy.arn.equals(grants.boundary)).count();
    }

    private Stream<Grants> grants() {
        return Stream.of(
                        roles.values().stream().map(role -> role.grants),
                        users.values().stream().map(user -> user.grants),
                        groups.values().stream().map(group -> group.grants))
                .flatMap(all -> all);
    }

    /** @throws AwsFault if there is none */
    FakeUser user(@Nullable String name) {
        String wanted = IamFaults.required(name, "userName");
        FakeUser user = users.get(wanted);
        if (user == null) {
            throw IamFaults.notFound("The user with name " + wanted + " cannot be found.");
        }
        return user;
    }

    /** @throws AwsFault if there is none */
    FakeGroup group(@Nullable String name) {
        String wanted = IamFaults.required(name, "groupName");
        FakeGroup group = groups.get(wanted);
        if (group == null) {
            throw IamFaults.notFound("The group with name " + wanted + " cannot be found.");
        }
        return group;
    }

    /** The policy that shall be a permissions boundary; null for none. */
    @Nullable
    String boundary(@Nullable String arn) {
        if (arn != null && findPolicy(arn).isEmpty()) {
            throw IamFaults.notFound("Scope ARN: " + arn + " does not exist or is not attachable.");
        }
        return arn;
    }

    String accountId() {
        return accountId;
    }

    /** @throws AwsFault if there is none */
    FakeProfile profile(@Nullable String name) {
        String wanted = IamFaults.required(name, "instanceProfileName");
        FakeProfile profile = profiles.get(wanted);
        if (profile == null) {
            throw IamFaults.notFound("Instance Profile " + wanted + " cannot be found.");
        }
        return profile;
    }

    /** @throws AwsFault if there is none */
    FakeProvider provider(@Nullable String arn) {
        String wanted = IamFaults.required(arn, "openIDConnectProviderArn");
        FakeProvider provider = providers.get(wanted);
        if (provider == null) {
            throw IamFaults.notFound("OpenIDConnect Provider not found for arn " + wanted);
        }
        return provider;
    }
}
