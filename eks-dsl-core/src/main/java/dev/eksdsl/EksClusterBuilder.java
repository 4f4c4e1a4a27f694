package dev.eksdsl;

import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.addon.AddonBuilder;
import dev.eksdsl.resource.addon.AddonSpec;
import dev.eksdsl.resource.fargate.FargateProfileBuilder;
import dev.eksdsl.resource.fargate.FargateProfileSpec;
import dev.eksdsl.resource.nodegroup.NodeGroupBuilder;
import dev.eksdsl.resource.nodegroup.NodeGroupSpec;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Declares a cluster. Singular methods add, plural ones replace. With nothing but a name and a version it is a control plane
 * with public and private endpoint, in a VPC of its own over three zones, with roles made for it, and with the VPC CNI,
 * kube-proxy and CoreDNS as add-ons. Not thread-safe.
 */
public final class EksClusterBuilder {

    private final ImmutableEksClusterSpec.Builder spec = ImmutableEksClusterSpec.builder();
    private final NetworkBuilder network = new NetworkBuilder();

    EksClusterBuilder(String name) {
        spec.name(name);
    }

    /** Kubernetes' minor version, such as {@code 1.35}. Checked against what EKS offers when planning. */
    public EksClusterBuilder version(String version) {
        spec.version(version);
        return this;
    }

    /** The network; without this call a VPC is made. */
    public EksClusterBuilder network(Consumer<NetworkBuilder> declaration) {
        declaration.accept(network);
        return this;
    }

    /** Whether the API can be reached from the internet, and from the VPC. Default: both. */
    public EksClusterBuilder endpoint(boolean fromInternet, boolean fromVpc) {
        spec.publicEndpoint(fromInternet).privateEndpoint(fromVpc);
        return this;
    }

    /** Replaces the blocks of addresses that may use the public endpoint, at most 40. Default: all addresses. */
    public EksClusterBuilder publicCidrs(String... blocks) {
        spec.publicCidrs(List.of(blocks));
        return this;
    }

    /** An existing role for the control plane. Default: one is made. */
    public EksClusterBuilder clusterRole(String arn) {
        spec.clusterRole(arn);
        return this;
    }

    /** An existing role for all nodes. Default: one is made. */
    public EksClusterBuilder nodeRole(String arn) {
        spec.nodeRole(arn);
        return this;
    }

    /** Replaces the control-plane logs that go to CloudWatch: {@code api}, {@code audit} … Default: left as they are. */
    public EksClusterBuilder logging(String... types) {
        spec.logging(new LinkedHashSet<>(List.of(types)));
        return this;
    }

    /** {@code CONFIG_MAP}, {@code API_AND_CONFIG_MAP} (default) or {@code API}; EKS goes only in this direction. */
    public EksClusterBuilder authenticationMode(String mode) {
        spec.authenticationMode(mode);
        return this;
    }

    /** Whether EKS refuses to delete the cluster. Default: left as it is. */
    public EksClusterBuilder deletionProtection(boolean on) {
        spec.deletionProtection(on);
        return this;
    }

    /**
     * Refuses to delete the cluster, whoever asks for it with this library, by a tag on the cluster. To lift it, take this
     * call out and apply. Default: it may be deleted.
     */
    public EksClusterBuilder protect() {
        spec.isProtected(true);
        return this;
    }

    /** {@code STANDARD} or {@code EXTENDED}: what happens at the end of standard support. Default: left as it is. */
    public EksClusterBuilder supportType(String type) {
        spec.supportType(type);
        return this;
    }

    /** The addresses of Kubernetes Services; cannot be changed later. Default: chosen by EKS. */
    public EksClusterBuilder serviceCidr(String block) {
        spec.serviceCidr(block);
        return this;
    }

    /** Adds a managed node group with all defaults. */
    public EksClusterBuilder nodeGroup(String name) {
        return nodeGroup(name, ng -> {});
    }

    /** Adds a managed node group. */
    public EksClusterBuilder nodeGroup(String name, Consumer<NodeGroupBuilder> declaration) {
        NodeGroupBuilder builder = new NodeGroupBuilder(name);
        declaration.accept(builder);
        return nodeGroup(builder.build());
    }

    /** Adds a managed node group. */
    public EksClusterBuilder nodeGroup(NodeGroupSpec nodeGroup) {
        spec.addNodeGroups(nodeGroup);
        return this;
    }

    /** Adds a Fargate profile. */
    public EksClusterBuilder fargate(String name, Consumer<FargateProfileBuilder> declaration) {
        FargateProfileBuilder builder = new FargateProfileBuilder(name);
        declaration.accept(builder);
        return fargate(builder.build());
    }

    /** Adds a Fargate profile. */
    public EksClusterBuilder fargate(FargateProfileSpec profile) {
        spec.addFargateProfiles(profile);
        return this;
    }

    /** Adds an add-on in the version that EKS recommends. */
    public EksClusterBuilder addon(String name) {
        return addon(name, a -> {});
    }

    /** Adds an add-on in a given version. */
    public EksClusterBuilder addon(String name, String version) {
        return addon(name, a -> a.version(version));
    }

    /** Adds an add-on. */
    public EksClusterBuilder addon(String name, Consumer<AddonBuilder> declaration) {
        AddonBuilder builder = new AddonBuilder(name);
        declaration.accept(builder);
        return addon(builder.build());
    }

    /** Adds an add-on. */
    public EksClusterBuilder addon(AddonSpec addon) {
        spec.addAddons(addon);
        return this;
    }

    /** Leaves out the add-ons that every cluster gets: VPC CNI, kube-proxy, CoreDNS. Nodes need a CNI from elsewhere then. */
    public EksClusterBuilder withoutDefaultAddons() {
        spec.defaultAddons(false);
        return this;
    }

    /** Makes an OIDC provider for the cluster, even if no role here needs it. */
    public EksClusterBuilder oidcProvider() {
        spec.oidcProvider(true);
        return this;
    }

    /** Adds a role for the pods of a service account; makes the OIDC provider that it needs. */
    public EksClusterBuilder irsa(String namespace, String serviceAccount, Consumer<IrsaBuilder> declaration) {
        IrsaBuilder builder = new IrsaBuilder(namespace, serviceAccount);
        declaration.accept(builder);
        spec.addIrsa(builder.build());
        return this;
    }

    /** Adds a tag to everything that is made for the cluster. */
    public EksClusterBuilder tag(String key, String value) {
        spec.putTags(key, value);
        return this;
    }

    /**
     * How long what is created is meant to stay, from the moment of the plan. All that is created carries the end of that time
     * in a tag, and {@link EksSession#sweep()} tells what has outlived it. Default: until somebody destroys it.
     */
    public EksClusterBuilder timeToLive(Duration time) {
        spec.timeToLive(time);
        return this;
    }

    /** Allows one resource, such as {@code nodegroup/api-workers}, to be deleted and created anew. */
    public EksClusterBuilder allowReplace(String resource) {
        spec.addReplaceable(ResourceId.parse(resource));
        return this;
    }

    /** The declaration as a value. */
    public EksClusterSpec spec() {
        return spec.network(network.build()).build();
    }
}
