package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;

/** What EKS Auth asks of EKS. Implemented by {@link FakeEks}. */
public interface PodIdentities {

    /** The issuer URL of a cluster's tokens; empty if there is no such cluster where the caller is. */
    Optional<String> issuer(Caller caller, String clusterName);

    /** The association of a service account; empty if it has none. */
    Optional<PodIdentityAssociation> association(
            Caller caller, String clusterName, String namespace, String serviceAccount);
}
