package dev.eksdsl.resource.fargate;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eks.model.FargateProfile;

/** What EKS tells of a Fargate profile. */
record FargateProfileState(
        String name,
        String arn,
        String podExecutionRole,
        Set<String> subnets,
        Set<String> selectors,
        Map<String, String> tags) {

    static FargateProfileState of(FargateProfile p) {
        return new FargateProfileState(
                p.fargateProfileName(),
                p.fargateProfileArn(),
                p.podExecutionRoleArn(),
                new TreeSet<>(p.subnets()),
                p.selectors().stream()
                        .map(s -> new PodSelector(s.namespace(), s.labels()).toString())
                        .collect(Collectors.toCollection(TreeSet::new)),
                new TreeMap<>(p.tags()));
    }

    /** EKS's own words for what is wrong with a profile. */
    static String health(FargateProfile p) {
        return p.health() == null
                ? ""
                : p.health().issues().stream()
                        .map(i -> i.codeAsString() + ": " + i.message())
                        .collect(Collectors.joining("; "));
    }
}
