package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.Decoder;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.server.World;
import dev.eksdsl.testing.wire.WireRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A Kubernetes API server in memory, for one cluster: {@link KubernetesApi} towards clients, {@link KubernetesObjects}
 * towards controllers. It begins with the namespaces default, kube-system, kube-public and kube-node-lease, and the
 * Service kubernetes.
 *
 * <p>It answers as a Kubernetes 1.32 API server was recorded to answer. Every call runs with the world's lock held.
 */
public final class KubernetesApiServer implements KubernetesApi, KubernetesObjects {

    private final Cluster cluster;
    private final Requests requests;

    /** A server of version 1.35 with service addresses 172.20.0.0/16, where everybody is the administrator. */
    public KubernetesApiServer(World world) {
        this(world, Options.DEFAULT);
    }

    public KubernetesApiServer(World world, Options options) {
        this(world, options, new Storage());
    }

    /** @param storage what lies beneath it, as beneath other servers of the same world */
    public KubernetesApiServer(World world, Options options, Storage storage) {
        this.cluster = new Cluster(world, options.serviceCidr(), storage);
        this.requests = new Requests(cluster, options);
        world.locked(() -> {
            new GarbageCollector(cluster);
            new NamespaceTermination(cluster);
            new CustomResources(cluster);
            new DefinitionTermination(cluster);
            new QuotaStatus(cluster);
            Bootstrap.populate(this, cluster);
            return true;
        });
    }

    /**
     * What can be chosen.
     *
     * @param version the server's version, such as {@code 1.35}
     * @param serviceCidr the addresses that Services get
     */
    public record Options(String version, String serviceCidr, Authenticator authenticator, Authorizer authorizer) {

        /** Version 1.35, addresses 172.20.0.0/16, everybody is the administrator. */
        public static final Options DEFAULT =
                new Options("1.35", "172.20.0.0/16", Authenticator.EVERYBODY_IS_ADMIN, Authorizer.MASTERS_ONLY);

        public Options withVersion(String other) {
            return new Options(other, serviceCidr, authenticator, authorizer);
        }

        public Options withServiceCidr(String other) {
            return new Options(version, other, authenticator, authorizer);
        }

        public Options withAccess(Authenticator who, Authorizer what) {
            return new Options(version, serviceCidr, who, what);
        }
    }

    /** Changes the server's version, such as {@code 1.36}: the control plane has been upgraded. */
    public void version(String version) {
        cluster.world().locked(() -> {
            requests.version(version);
            return true;
        });
    }

    @Override
    public void handle(WireRequest request, Answer answer) {
        cluster.world().locked(() -> {
            requests.handle(request, answer);
            return true;
        });
    }

    /** Answers a request of a user who is known, and was allowed to make it. */
    public void repeat(WireRequest request, User user, Answer answer) {
        cluster.world().locked(() -> {
            requests.repeat(request, user, answer);
            return true;
        });
    }

    @Override
    public Optional<ObjectNode> get(String resource, String namespace, String name) {
        return cluster.world().locked(() -> cluster.get(resource, namespace, name));
    }

    @Override
    public List<ObjectNode> list(String resource) {
        return list(resource, "");
    }

    @Override
    public List<ObjectNode> list(String resource, String namespace) {
        return cluster.world().locked(() -> cluster.list(resource, namespace));
    }

    @Override
    public ObjectNode create(String resource, ObjectNode object) {
        return cluster.world().locked(() -> {
            ResourceType type = cluster.types().get(resource);
            ObjectNode decoded = cluster.decode(type, object, new Decoder());
            String namespace = object.at("/metadata/namespace").asText();
            return cluster.create(type, namespace, decoded, WriteOptions.CONTROLLER);
        });
    }

    @Override
    public ObjectNode update(String resource, String namespace, String name, Consumer<ObjectNode> change) {
        return change(resource, namespace, name, change, WriteOptions.CONTROLLER);
    }

    @Override
    public ObjectNode updateStatus(String resource, String namespace, String name, Consumer<ObjectNode> change) {
        return change(resource, namespace, name, change, WriteOptions.CONTROLLER.on("status"));
    }

    private ObjectNode change(
            String resource, String namespace, String name, Consumer<ObjectNode> change, WriteOptions options) {
        return cluster.world().locked(() -> {
            ResourceType type = cluster.types().get(resource);
            ObjectNode before = cluster.require(type, namespace, name);
            ObjectNode changed = before.deepCopy();
            change.accept(changed);
            ObjectNode decoded = cluster.decode(type, changed, new Decoder());
            WriteOptions how = bound(type, decoded, before) ? options.on(WriteOptions.BINDING) : options;
            return cluster.update(type, before, decoded, how);
        });
    }

    /** A scheduler gives a pod its node, which no other update may do. */
    private static boolean bound(ResourceType type, ObjectNode pod, ObjectNode before) {
        return type.is("pods")
                && before.at("/spec/nodeName").asText().isEmpty()
                && !pod.at("/spec/nodeName").asText().isEmpty();
    }

    @Override
    public void delete(String resource, String namespace, String name) {
        cluster.world().locked(() -> {
            ResourceType type = cluster.types().get(resource);
            return cluster.delete(type, cluster.require(type, namespace, name), DeleteOptions.PLAIN);
        });
    }

    @Override
    public void subscribe(Listener listener) {
        cluster.store()
                .listen(change -> listener.changed(change.event(), change.type().resource(), change.object()));
    }
}
