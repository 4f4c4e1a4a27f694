package dev.eksdsl.resource.addon;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eks.model.Addon;

/** What EKS tells of an add-on. Texts that are not set are empty. */
record AddonState(
        String name, String arn, String version, String role, String configuration, Map<String, String> tags) {

    static AddonState of(Addon a) {
        return new AddonState(
                a.addonName(),
                a.addonArn(),
                a.addonVersion(),
                a.serviceAccountRoleArn() == null ? "" : a.serviceAccountRoleArn(),
                a.configurationValues() == null ? "" : a.configurationValues(),
                new TreeMap<>(a.tags()));
    }

    /** EKS's own words for what is wrong with an add-on. */
    static String health(Addon a) {
        return a.health() == null
                ? ""
                : a.health().issues().stream()
                        .map(i -> i.codeAsString() + ": " + i.message())
                        .collect(Collectors.joining("; "));
    }
}
