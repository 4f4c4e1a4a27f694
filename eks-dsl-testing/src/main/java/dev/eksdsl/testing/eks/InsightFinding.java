package dev.eksdsl.testing.eks;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eks.model.AddonCompatibilityDetail;
import software.amazon.awssdk.services.eks.model.Category;
import software.amazon.awssdk.services.eks.model.InsightResourceDetail;
import software.amazon.awssdk.services.eks.model.InsightStatusValue;

/**
 * What one check of a cluster found.
 *
 * @param name EKS's name of the check
 * @param category what the check is for
 * @param kubernetesVersion the version that the cluster would go to
 * @param description what is checked
 * @param status the worst of what was found
 * @param reason why the status is what it is
 * @param recommendation what to do about it
 * @param links pages that tell more, by title
 * @param resources what was looked at and is not in order
 * @param addons for add-ons that are in the way, the versions that are not
 */
record InsightFinding(
        String name,
        Category category,
        String kubernetesVersion,
        String description,
        InsightStatusValue status,
        String reason,
        String recommendation,
        Map<String, String> links,
        List<InsightResourceDetail> resources,
        List<AddonCompatibilityDetail> addons) {}
