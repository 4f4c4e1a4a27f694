package dev.eksdsl;

import dev.eksdsl.model.Input;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.addon.AddonBuilder;
import dev.eksdsl.resource.addon.AddonRole;
import dev.eksdsl.resource.addon.AddonSpec;
import dev.eksdsl.resource.addon.AddonType;
import dev.eksdsl.resource.cluster.ClusterSpec;
import dev.eksdsl.resource.cluster.ClusterType;
import dev.eksdsl.resource.fargate.FargateProfileSpec;
import dev.eksdsl.resource.fargate.FargateProfileType;
import dev.eksdsl.resource.nodegroup.NodeGroupSpec;
import dev.eksdsl.resource.nodegroup.NodeGroupType;
import dev.eksdsl.resource.oidc.OidcProviderSpec;
import dev.eksdsl.resource.oidc.OidcProviderType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compiles a declaration to the resources that it takes, with every default filled in. Pure: asks nobody. */
final class ClusterCompiler {

    private static final String CNI = "vpc-cni";

    /** Installed unless declined: without a CNI nodes do not join, and without the others hardly anything works. */
    private static final List<String> DEFAULT_ADDONS = List.of(CNI, "kube-proxy", "coredns");

    private final EksClusterSpec spec;
    private final NetworkCompiler network;
    private final RoleCompiler roles;
    private final ResourceId cluster;
    private final List<Declared<?>> declared = new ArrayList<>();

    private ClusterCompiler(EksClusterSpec spec, String region) {
        this.spec = spec;
        this.network = new NetworkCompiler(spec);
        this.roles = new RoleCompiler(spec, region);
        this.cluster = new ResourceId(ClusterType.KIND, spec.name());
    }

    static List<Declared<?>> compile(EksClusterSpec spec, String region) {
        return new ClusterCompiler(spec, region).compile();
    }

    private List<Declared<?>> compile() {
        declared.addAll(network.declared());
        declared.add(Declared.of(
                new ClusterType(),
                spec.name(),
                controlPlane(spec, roles.forCluster(), network.clusterSubnets(), network.securityGroups())));
        List<AddonSpec> addons = addons();
        if (needsOidc(addons)) {
            OidcProviderSpec provider = new OidcProviderSpec(Input.of(cluster.output("issuer")), spec.tags());
            declared.add(Declared.of(new OidcProviderType(), spec.name(), provider));
        }
        Set<ResourceId> room = AddonRoom.resources(spec);
        addons.forEach(addon -> declared.add(Declared.of(new AddonType(), addon.name(), addon, Set.of(cluster))
                .needingOneOf(room)));
        Set<ResourceId> cni = addons.stream()
                .filter(addon -> addon.name().equals(CNI))
                .map(addon -> new ResourceId(AddonType.KIND, addon.name()))
                .collect(Collectors.toUnmodifiableSet());
        spec.nodeGroups().forEach(group -> nodeGroup(group, cni));
        spec.fargateProfiles().forEach(this::fargateProfile);
        spec.irsa().forEach(roles::forServiceAccount);
        declared.addAll(roles.declared());
        return List.copyOf(declared);
    }

    static ClusterSpec controlPlane(EksClusterSpec spec, Input role, List<Input> subnets, List<Input> securityGroups) {
        return ClusterSpec.builder()
                .version(spec.version())
                .role(role)
                .subnets(subnets)
                .securityGroups(securityGroups)
                .publicEndpoint(spec.publicEndpoint())
                .privateEndpoint(spec.privateEndpoint())
                .publicCidrs(spec.publicCidrs())
                .logging(spec.logging())
                .authenticationMode(spec.authenticationMode())
                .deletionProtection(spec.deletionProtection())
                .supportType(spec.supportType())
                .serviceCidr(spec.serviceCidr())
                .selfManagedAddons(false)
                .isProtected(spec.isProtected())
                .tags(spec.tags())
                .build();
    }

    private List<AddonSpec> addons() {
        List<AddonSpec> wanted = new ArrayList<>();
        if (spec.defaultAddons()) {
            DEFAULT_ADDONS.stream()
                    .filter(name ->
                            spec.addons().stream().noneMatch(a -> a.name().equals(name)))
                    .map(name -> new AddonBuilder(name).build())
                    .forEach(wanted::add);
        }
        wanted.addAll(spec.addons());
        boolean hasRoom = AddonRoom.in(spec);
        return wanted.stream()
                .map(addon -> addon.in(spec.version(), role(addon), hasRoom, spec.tags()))
                .toList();
    }

    private Optional<Input> role(AddonSpec addon) {
        return addon.role().or(() -> AddonRole.of(addon.name()).map(role -> roles.forAddon(addon.name(), role)));
    }

    private boolean needsOidc(List<AddonSpec> addons) {
        return spec.oidcProvider()
                || !spec.irsa().isEmpty()
                || addons.stream().anyMatch(a -> a.role().flatMap(Input::output).isPresent());
    }

    /** Nodes need their way out before they start, and a CNI before they are ready: it is there by then if it was asked for. */
    private void nodeGroup(NodeGroupSpec group, Set<ResourceId> cni) {
        NodeGroupSpec complete = group.orElse(roles::forNodes, network.nodeSubnets(), spec.version(), spec.tags());
        Set<ResourceId> after = new LinkedHashSet<>(network.routes());
        after.add(cluster);
        declared.add(
                Declared.of(new NodeGroupType(), group.name(), complete, after).afterBegun(cni));
    }

    private void fargateProfile(FargateProfileSpec profile) {
        FargateProfileSpec complete = profile.orElse(roles::forFargate, network.privateSubnets(), spec.tags());
        Set<ResourceId> after = new LinkedHashSet<>(network.routes());
        after.add(cluster);
        declared.add(Declared.of(new FargateProfileType(), profile.name(), complete, after));
    }
}
