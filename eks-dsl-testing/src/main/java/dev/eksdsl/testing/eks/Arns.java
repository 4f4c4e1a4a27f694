package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;

/** Amazon resource names of EKS. */
final class Arns {

    private Arns() {}

    static String cluster(Caller caller, String name) {
        return eks(caller, "cluster/" + name);
    }

    /** @param kind {@code nodegroup}, {@code fargateprofile}, {@code addon} and the like */
    static String part(Caller caller, String kind, String cluster, String name, String id) {
        return eks(caller, kind + "/" + cluster + "/" + name + "/" + id);
    }

    /** @param principalArn of a role or a user; its path is not part of the entry's ARN */
    static String accessEntry(Caller caller, String cluster, String principalArn, String id) {
        String[] parts = principalArn.split(":", 6);
        String account = parts.length > 4 ? parts[4] : caller.accountId();
        String resource = parts.length > 5 ? parts[5] : principalArn;
        String kind = resource.contains("/") ? resource.substring(0, resource.indexOf('/')) : resource;
        return eks(
                caller, "access-entry/" + cluster + "/" + kind + "/" + account + "/" + lastName(resource) + "/" + id);
    }

    static String podIdentityAssociation(Caller caller, String cluster, String id) {
        return eks(caller, "podidentityassociation/" + cluster + "/" + id);
    }

    static String subscription(Caller caller, String id) {
        return eks(caller, "eks-anywhere-subscription/" + id);
    }

    /** What follows the last slash. */
    static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String eks(Caller caller, String resource) {
        return caller.arn("eks", resource);
    }
}
