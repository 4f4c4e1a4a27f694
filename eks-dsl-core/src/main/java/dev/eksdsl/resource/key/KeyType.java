package dev.eksdsl.resource.key;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.leftover.ClusterTags;
import dev.eksdsl.resource.leftover.LeftoverType;
import dev.eksdsl.resource.leftover.Undeclared;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/**
 * The kind {@value #KIND}: a key that is tagged {@code kubernetes.io/cluster/<cluster>=owned}. It is deleted on request only, for
 * what was encrypted with it is lost then, snapshots and backups too; and not at once, but after {@value #DAYS} days.
 */
public final class KeyType extends LeftoverType<KeyState> {

    /**
     * The kind's name. */
    public static final String KIND = "key";

    /** The longest that KMS waits, and its default (KMS API reference, ScheduleKeyDeletion). */
    private static final int DAYS = 30;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<KeyState> stateType() {
        return KeyState.class;
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    protected void find(Observing<Undeclared, KeyState> observing, boolean clusterStands) {
        for (ResourceTagMapping tagged :
                tagged(observing.aws(), observing.owner().cluster())) {
            String arn = tagged.resourceARN();
            living(observing.aws(), arn)
                    .ifPresent(state ->
                            observing.found(new ResourceId(KIND, state.id()), new Observation.Present<>(state)));
        }
    }

    /** A key whose deletion is scheduled already is on its way; one of AWS's or of another account is not ours. */
    private static Optional<KeyState> living(AwsApi aws, String arn) {
        DescribeKeyRequest request = DescribeKeyRequest.builder().keyId(arn).build();
        try {
            KeyMetadata key = aws.kms(KmsClient::describeKey, request).keyMetadata();
            return key.deletionDate() == null && !key.keyStateAsString().equals("PendingReplicaDeletion")
                    ? Optional.of(new KeyState(key.keyId(), key.arn()))
                    : Optional.empty();
        } catch (AwsCallException e) {
            if (!e.is("NotFoundException")) {
                throw e;
            }
            return Optional.empty();
        }
    }

    @Override
    public String awsName(KeyState state) {
        return state.arn();
    }

    @Override
    public List<Problem> checkDeletion(ResourceId id, KeyState state) {
        return List.of(Problem.warning(
                "EKS-D06",
                id.toString(),
                "all that was encrypted with it is lost in " + DAYS + " days, snapshots too",
                "call it off until then with CancelKeyDeletion"));
    }

    @Override
    public Progress<KeyState> delete(Acting acting, KeyState state) {
        ScheduleKeyDeletionRequest request = ScheduleKeyDeletionRequest.builder()
                .keyId(state.id())
                .pendingWindowInDays(DAYS)
                .build();
        try {
            acting.aws().kms(KmsClient::scheduleKeyDeletion, request);
        } catch (AwsCallException e) {
            boolean isLeaving = e.is("KMSInvalidStateException")
                    && living(acting.aws(), state.arn()).isEmpty();
            if (!isLeaving && !e.is("NotFoundException")) {
                throw e;
            }
        }
        return Progress.gone();
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<Undeclared> spec) {
        return switch (need) {
            case OBSERVE ->
                List.of(
                        new Permission("tag:GetResources", List.of("*"), Map.of()),
                        new Permission("kms:DescribeKey", List.of(scope.arn("kms", "key/*")), Map.of()));
            case DELETE ->
                List.of(new Permission(
                        "kms:ScheduleKeyDeletion", List.of(scope.arn("kms", "key/" + id.name())), Map.of()));
            default -> List.of();
        };
    }

    private static List<ResourceTagMapping> tagged(AwsApi aws, String cluster) {
        TagFilter owned = TagFilter.builder()
                .key(new ClusterTags(cluster).lifecycleKey())
                .values("owned")
                .build();
        return Pages.all(
                token -> aws.tagging(
                        ResourceGroupsTaggingApiClient::getResources,
                        GetResourcesRequest.builder()
                                .resourceTypeFilters("kms:key")
                                .tagFilters(owned)
                                .paginationToken(token)
                                .build()),
                GetResourcesResponse::paginationToken,
                GetResourcesResponse::resourceTagMappingList);
    }
}
