package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Optional;

/** What rules see of the cluster around an object. Objects are as they lie in the store: not to be changed. */
public interface Surroundings {

    Optional<ObjectNode> get(String resource, String namespace, String name);

    List<ObjectNode> list(String resource, String namespace);

    World world();

    /** Addresses and ports of Services. */
    ServiceAddresses addresses();
}
