package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.authorization.Decision;
import dev.eksdsl.testing.authorization.Identity;
import dev.eksdsl.testing.authorization.MalformedPolicyException;
import dev.eksdsl.testing.authorization.Policy;
import dev.eksdsl.testing.authorization.Principal;
import dev.eksdsl.testing.authorization.RequestContext;
import dev.eksdsl.testing.authorization.Simulation;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.GetContextKeysForCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetContextKeysForCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetContextKeysForPrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetContextKeysForPrincipalPolicyResponse;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryDecisionDetail;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;
import software.amazon.awssdk.services.iam.model.Statement;

/** IAM's simulations: what policies would allow, without a call being made. */
final class Simulations {

    /** Whose policies are asked, and what kinds of policies they are. */
    private record Subject(Identity who, List<IamIdentities.Held> held) {

        String type(Policy policy) {
            return held.stream()
                    .filter(each -> each.policy() == policy)
                    .map(IamIdentities.Held::type)
                    .findFirst()
                    .orElse("none");
        }
    }

    private record Question(
            Subject subject, List<String> actions, List<String> resources, RequestContext context, boolean given) {}

    private final IamState iam;

    Simulations(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(SimulatePrincipalPolicyRequest.class, this::principal);
        operations.on(SimulateCustomPolicyRequest.class, this::custom);
        operations.on(GetContextKeysForPrincipalPolicyRequest.class, this::principalKeys);
        operations.on(GetContextKeysForCustomPolicyRequest.class, this::customKeys);
    }

    private SimulatePrincipalPolicyResponse principal(SimulatePrincipalPolicyRequest request, Caller caller) {
        Subject subject = subject(
                entity(caller, request.policySourceArn()),
                request.policyInputList(),
                request.permissionsBoundaryPolicyInputList());
        Question question = question(subject, request.actionNames(), request.resourceArns(), request.contextEntries());
        Page<EvaluationResult> page =
                Listing.page(results(question), Simulations::key, request.maxItems(), request.marker());
        return SimulatePrincipalPolicyResponse.builder()
                .evaluationResults(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private SimulateCustomPolicyResponse custom(SimulateCustomPolicyRequest request, Caller caller) {
        Identity nobody = nobody(request.callerArn() == null ? caller.arn() : request.callerArn());
        Subject subject = subject(
                new Subject(nobody, List.of()),
                request.policyInputList(),
                request.permissionsBoundaryPolicyInputList());
        Question question = question(subject, request.actionNames(), request.resourceArns(), request.contextEntries());
        Page<EvaluationResult> page =
                Listing.page(results(question), Simulations::key, request.maxItems(), request.marker());
        return SimulateCustomPolicyResponse.builder()
                .evaluationResults(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private static Question question(
            Subject subject, List<String> actions, List<String> resources, List<ContextEntry> entries) {
        return new Question(subject, actions, resources, context(entries), !resources.isEmpty());
    }

    private GetContextKeysForPrincipalPolicyResponse principalKeys(
            GetContextKeysForPrincipalPolicyRequest request, Caller caller) {
        Subject subject = subject(entity(caller, request.policySourceArn()), request.policyInputList(), List.of());
        return GetContextKeysForPrincipalPolicyResponse.builder()
                .contextKeyNames(keys(subject))
                .build();
    }

    private GetContextKeysForCustomPolicyResponse customKeys(
            GetContextKeysForCustomPolicyRequest request, Caller caller) {
        Subject subject = subject(new Subject(nobody(caller.arn()), List.of()), request.policyInputList(), List.of());
        return GetContextKeysForCustomPolicyResponse.builder()
                .contextKeyNames(keys(subject))
                .build();
    }

    private static Set<String> keys(Subject subject) {
        Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        subject.who.policies().forEach(policy -> keys.addAll(policy.contextKeys()));
        return keys;
    }

    private static Identity nobody(String arn) {
        return new Identity(arn, arn, "User", "", Optional.empty(), List.of(), Optional.empty(), List.of(), Map.of());
    }

    /** The user, group or role of an ARN, with their policies. */
    private Subject entity(Caller caller, String arn) {
        AccountState account = iam.of(caller);
        for (FakeUser user : account.users.values()) {
            if (user.arn.equals(arn)) {
                return new Subject(iam.identities.user(account, user), iam.identities.ofUser(account, user));
            }
        }
        for (FakeGroup group : account.groups.values()) {
            if (group.arn.equals(arn)) {
                return new Subject(
                        iam.identities.group(account, group),
                        iam.identities.of(account, group.grants, "group", group.name));
            }
        }
        String roleArn = Principal.roleOf(arn);
        for (FakeRole role : account.roles.values()) {
            if (role.arn.equals(arn) || !roleArn.equals(arn) && roleArn.endsWith("/" + role.name)) {
                return new Subject(
                        iam.identities.role(account, role), iam.identities.of(account, role.grants, "role", role.name));
            }
        }
        throw IamFaults.notFound("Entity " + arn + " cannot be found.");
    }

    /** The subject with the policies of the request: more of its own, and another boundary. */
    private static Subject subject(Subject own, List<String> more, List<String> boundaries) {
        List<IamIdentities.Held> held = new ArrayList<>(own.held);
        for (int i = 0; i < more.size(); i++) {
            held.add(new IamIdentities.Held(parse("PolicyInputList." + (i + 1), more.get(i)), "none"));
        }
        Identity who = own.who;
        Optional<Policy> boundary = boundaries.isEmpty()
                ? who.boundary()
                : Optional.of(parse("PermissionsBoundaryPolicyInputList.1", boundaries.get(0)));
        List<Policy> policies = held.stream().map(IamIdentities.Held::policy).toList();
        return new Subject(
                new Identity(
                        who.arn(),
                        who.principalArn(),
                        who.type(),
                        who.userId(),
                        who.userName(),
                        policies,
                        boundary,
                        List.of(),
                        who.tags()),
                held);
    }

    private static Policy parse(String source, String document) {
        try {
            return Policy.parse(source, document);
        } catch (MalformedPolicyException e) {
            throw IamFaults.invalidInput(source + ": " + e.getMessage());
        }
    }

    private static RequestContext context(List<ContextEntry> entries) {
        RequestContext context = new RequestContext();
        entries.forEach(entry -> context.put(entry.contextKeyName(), entry.contextKeyValues()));
        return context;
    }

    private static List<EvaluationResult> results(Question question) {
        List<EvaluationResult> results = new ArrayList<>();
        for (String action : question.actions) {
            for (String resource : question.given ? question.resources : List.of("*")) {
                results.add(result(question, action, resource));
            }
        }
        return results;
    }

    private static EvaluationResult result(Question question, String action, String resource) {
        Decision decision = Simulation.decide(question.subject.who, action, resource, question.context);
        List<String> missing = Simulation.missingKeys(question.subject.who, question.context);
        List<Statement> matched = Simulation.matched(decision).stream()
                .map(statement -> statement(statement, question.subject))
                .toList();
        PermissionsBoundaryDecisionDetail boundary =
                question.subject.who.boundary().isEmpty()
                        ? null
                        : PermissionsBoundaryDecisionDetail.builder()
                                .allowedByPermissionsBoundary(decision.allowedByBoundary())
                                .build();
        EvaluationResult.Builder result = EvaluationResult.builder()
                .evalActionName(action)
                .evalResourceName(resource)
                .evalDecision(decision.outcome().toString())
                .matchedStatements(matched)
                .missingContextValues(missing)
                .permissionsBoundaryDecisionDetail(boundary);
        if (question.given) {
            result.resourceSpecificResults(ResourceSpecificResult.builder()
                    .evalResourceName(resource)
                    .evalResourceDecision(decision.outcome().toString())
                    .matchedStatements(matched)
                    .missingContextValues(missing)
                    .permissionsBoundaryDecisionDetail(boundary)
                    .build());
        }
        return result.build();
    }

    private static Statement statement(Simulation.MatchedStatement matched, Subject subject) {
        return Statement.builder()
                .sourcePolicyId(matched.policy().source())
                .sourcePolicyType(subject.type(matched.policy()))
                .startPosition(p -> p.line(matched.startLine()).column(matched.startColumn()))
                .endPosition(p -> p.line(matched.endLine()).column(matched.endColumn()))
                .build();
    }

    private static String key(EvaluationResult result) {
        return result.evalActionName() + " " + result.evalResourceName();
    }
}
