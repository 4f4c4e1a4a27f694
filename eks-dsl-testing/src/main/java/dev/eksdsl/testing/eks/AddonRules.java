package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AddonPodIdentityAssociations;

/** What EKS refuses in add-ons. */
final class AddonRules {

    private final AddonCatalogue catalogue;
    private final RoleRules roles;

    AddonRules(AddonCatalogue catalogue, RoleRules roles) {
        this.catalogue = catalogue;
        this.roles = roles;
    }

    AddonCatalogue.Entry entry(@Nullable String name, Map<String, Object> where) {
        AddonCatalogue.Entry entry = catalogue.find(name);
        if (entry == null) {
            throw Refusals.invalidParameter(where, "Addon specified is not supported");
        }
        return entry;
    }

    /** The version to install: the one asked for if it goes with the cluster's, else the default. */
    String version(
            AddonCatalogue.Entry entry, @Nullable String asked, String kubernetesVersion, Map<String, Object> where) {
        String version = asked == null ? entry.defaultVersion(kubernetesVersion) : asked;
        if (version == null || entry.compatible(version, kubernetesVersion) == null) {
            throw Refusals.invalidParameter(where, "Addon version specified is not supported");
        }
        return version;
    }

    void settings(
            AddonCatalogue.Entry entry,
            @Nullable String configurationValues,
            @Nullable String serviceAccountRole,
            List<AddonPodIdentityAssociations> associations,
            Caller caller,
            Map<String, Object> where) {
        AddonConfiguration.check(entry, configurationValues, where);
        if (serviceAccountRole != null && !associations.isEmpty()) {
            throw Refusals.invalidParameter(where, "Give serviceAccountRoleArn or podIdentityAssociations, not both");
        }
        if (serviceAccountRole != null) {
            roles.addon(caller, serviceAccountRole, where);
        }
        Set<String> accounts = new HashSet<>();
        for (AddonPodIdentityAssociations association : associations) {
            if (!entry.serviceAccounts().containsKey(String.valueOf(association.serviceAccount()))
                    || !accounts.add(association.serviceAccount())) {
                throw Refusals.invalidParameter(
                        where,
                        "The service account of a pod identity association must be one of "
                                + entry.serviceAccounts().keySet() + ", each once: " + association.serviceAccount());
            }
            roles.podIdentity(caller, association.roleArn(), where);
        }
    }
}
