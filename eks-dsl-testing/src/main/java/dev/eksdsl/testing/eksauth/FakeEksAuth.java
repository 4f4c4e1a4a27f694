package dev.eksdsl.testing.eksauth;

import dev.eksdsl.testing.authorization.MalformedPolicyException;
import dev.eksdsl.testing.authorization.Policy;
import dev.eksdsl.testing.eks.PodIdentities;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.World;
import dev.eksdsl.testing.sts.RoleSessions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.eksauth.model.AssumeRoleForPodIdentityRequest;
import software.amazon.awssdk.services.eksauth.model.AssumeRoleForPodIdentityResponse;

/**
 * EKS Auth: {@code AssumeRoleForPodIdentity}, which the Pod Identity agent of a node calls with a pod's token. The token must
 * be one of the cluster's, for the audience {@value #AUDIENCE}, and its service account must have an association; its
 * signature is not checked.
 *
 * <p>The session is tagged as EKS tags it (EKS user guide, "Grant Pods access to AWS resources based on tags").
 */
public final class FakeEksAuth implements FakeService {

    private static final String AUDIENCE = "pods.eks.amazonaws.com";

    /** How long the credentials last (EKS user guide, EKS Pod Identity). */
    private static final Duration SESSION = Duration.ofHours(6);

    private static final int LONGEST_SESSION_NAME = 64;

    private final World world;
    private final PodIdentities pods;
    private final RoleSessions sessions;

    /**
     * @param pods tells of clusters and associations
     * @param sessions begins the sessions
     */
    public FakeEksAuth(World world, PodIdentities pods, RoleSessions sessions) {
        this.world = world;
        this.pods = pods;
        this.sessions = sessions;
    }

    @Override
    public String signingName() {
        return "eks-auth";
    }

    @Override
    public void register(Operations operations) {
        operations.on(AssumeRoleForPodIdentityRequest.class, this::assumeRole);
    }

    @Override
    public void reset() {
        // keeps nothing
    }

    private AssumeRoleForPodIdentityResponse assumeRole(AssumeRoleForPodIdentityRequest request, Caller caller) {
        String cluster = request.clusterName();
        String issuer = pods.issuer(caller, cluster)
                .orElseThrow(() ->
                        new AwsFault(404, "ResourceNotFoundException", "No cluster found for name: " + cluster + "."));
        ServiceAccountToken token = ServiceAccountToken.parse(request.token());
        check(token, issuer);
        PodIdentityAssociation association = pods.association(
                        caller, cluster, token.namespace(), token.serviceAccount())
                .orElseThrow(() -> new AwsFault(
                        404,
                        "ResourceNotFoundException",
                        "No association found for service account %s in namespace %s"
                                .formatted(token.serviceAccount(), token.namespace())));
        RoleSessions.Session session = begin(association, token, cluster, caller);
        return AssumeRoleForPodIdentityResponse.builder()
                .subject(subject -> subject.namespace(token.namespace()).serviceAccount(token.serviceAccount()))
                .audience(AUDIENCE)
                .podIdentityAssociation(shown ->
                        shown.associationArn(association.associationArn()).associationId(association.associationId()))
                .assumedRoleUser(user -> user.arn(session.user().arn())
                        .assumeRoleId(session.user().assumedRoleId()))
                .credentials(credentials -> credentials
                        .accessKeyId(session.credentials().accessKeyId())
                        .secretAccessKey(session.credentials().secretAccessKey())
                        .sessionToken(session.credentials().sessionToken())
                        .expiration(session.credentials().expiration()))
                .build();
    }

    private void check(ServiceAccountToken token, String issuer) {
        if (!token.issuer().equals(issuer)) {
            throw ServiceAccountToken.invalid("The token included in the request was not issued by the cluster");
        }
        if (!token.audiences().contains(AUDIENCE)) {
            throw ServiceAccountToken.invalid("The token included in the request has no audience " + AUDIENCE);
        }
        if (!token.expires().isAfter(world.now())) {
            throw new AwsFault(400, "ExpiredTokenException", "The token included in the request has expired");
        }
    }

    private RoleSessions.Session begin(
            PodIdentityAssociation association, ServiceAccountToken token, String cluster, Caller caller) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (!Boolean.TRUE.equals(association.disableSessionTags())) {
            tags.put("eks-cluster-arn", caller.arn("eks", "cluster/" + cluster));
            tags.put("eks-cluster-name", cluster);
            tags.put("kubernetes-namespace", token.namespace());
            tags.put("kubernetes-service-account", token.serviceAccount());
            tags.put("kubernetes-pod-name", token.pod());
            tags.put("kubernetes-pod-uid", token.podUid());
        }
        List<Policy> policies = association.policy() == null ? List.of() : List.of(parse(association.policy()));
        String name = "eks-%s-%s-%s".formatted(cluster, token.pod(), world.ids().uuid());
        String shortened = name.substring(0, Math.min(name.length(), LONGEST_SESSION_NAME));
        RoleSessions.Session first = sessions.begin(caller, association.roleArn(), shortened, SESSION, policies, tags);
        // the role of another account is assumed by the first one: a chain, which lasts an hour
        return association.targetRoleArn() == null
                ? first
                : sessions.begin(caller, association.targetRoleArn(), shortened, Duration.ofHours(1), policies, tags);
    }

    private static Policy parse(String document) {
        try {
            return Policy.parse("session", document);
        } catch (MalformedPolicyException e) {
            throw new AwsFault(400, "InvalidRequestException", String.valueOf(e.getMessage()));
        }
    }
}
