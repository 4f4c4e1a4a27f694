package dev.eksdsl;

import dev.eksdsl.model.Input;
import dev.eksdsl.model.MinorVersion;
import dev.eksdsl.model.Problems;
import dev.eksdsl.resource.addon.AddonChecks;
import dev.eksdsl.resource.addon.AddonSpec;
import dev.eksdsl.resource.fargate.FargateProfileSpec;
import dev.eksdsl.resource.iam.ArnChecks;
import dev.eksdsl.resource.nodegroup.NodeGroupSpec;
import java.util.List;
import java.util.Optional;

/** What is wrong between the parts of a declaration, each of which may be right by itself. */
final class CrossChecks {

    private final Problems problems;
    private final EksClusterSpec spec;

    CrossChecks(Problems problems, EksClusterSpec spec) {
        this.problems = problems;
        this.spec = spec;
    }

    void check() {
        spec.nodeRole().ifPresent(arn -> ArnChecks.role(problems, "nodeRole", Input.known(arn)));
        unique(
                "nodeGroup",
                "EKS-N12",
                spec.nodeGroups().stream().map(NodeGroupSpec::name).toList());
        unique(
                "fargate",
                "EKS-F06",
                spec.fargateProfiles().stream().map(FargateProfileSpec::name).toList());
        unique("addon", "EKS-A04", spec.addons().stream().map(AddonSpec::name).toList());
        spec.nodeGroups().forEach(this::version);
        spec.fargateProfiles().forEach(this::fargate);
        addons();
    }

    private void unique(String part, String code, List<String> names) {
        Problems.repeated(names)
                .forEach(name -> problems.error(
                        code, part + "[" + name + "]", "is declared twice", "a name of its own for each"));
    }

    private void version(NodeGroupSpec group) {
        group.version()
                .filter(version -> MinorVersion.isValid(version) && MinorVersion.isValid(spec.version()))
                .filter(version -> MinorVersion.number(version) > MinorVersion.number(spec.version()))
                .ifPresent(version -> problems.error(
                        "EKS-N13",
                        "nodeGroup[" + group.name() + "].version",
                        version + " is newer than the cluster's " + spec.version(),
                        "leave it out, or update the cluster first"));
    }

    private void fargate(FargateProfileSpec profile) {
        Problems own = problems.at("fargate[" + profile.name() + "]");
        NetworkSpec network = spec.network();
        if (profile.subnets().isEmpty()) {
            own.errorIf(
                    network.exists() && network.privateSubnets().isEmpty(),
                    "EKS-F07",
                    "subnets",
                    "Fargate runs on private subnets only, and the network names none",
                    ".network(n -> n.privateSubnets(...)), or .subnets(...) of the profile");
            own.warnIf(
                    !network.exists() && network.nat() == NatMode.NONE,
                    "EKS-F08",
                    "subnets",
                    "the private subnets have no way to the internet, so that pods cannot load images from there",
                    ".network(n -> n.nat(NatMode.SINGLE)), or VPC endpoints for all that pods use");
        }
        Optional<Input> role = profile.podExecutionRole();
        own.errorIf(
                role.isPresent() && (role.equals(spec.nodeRole().map(Input::known)) || isNodeRole(role)),
                "EKS-F09",
                "podExecutionRole",
                "is a role of nodes too, which EKS refuses",
                "a role of its own, or leave it out");
    }

    private boolean isNodeRole(Optional<Input> role) {
        return spec.nodeGroups().stream().map(NodeGroupSpec::role).anyMatch(role::equals);
    }

    private void addons() {
        boolean nodes = !spec.nodeGroups().isEmpty();
        boolean fargate = !spec.fargateProfiles().isEmpty();
        Optional<AddonSpec> dns = addon("coredns");
        problems.warnIf(
                nodes && !spec.defaultAddons() && addon("vpc-cni").isEmpty(),
                "EKS-A06",
                "addon[vpc-cni]",
                "is left out, and nodes become ready only with a network plugin",
                ".addon(\"vpc-cni\"), unless you install another one");
        problems.warnIf(
                dns.isPresent() && !nodes && !fargate,
                "EKS-A07",
                "addon[coredns]",
                "has nothing to run on",
                "a .nodeGroup(...) or a .fargate(...)");
        problems.warnIf(
                !nodes
                        && fargate
                        && (spec.defaultAddons() || dns.isPresent())
                        && dns.filter(AddonChecks::runsOnFargate).isEmpty(),
                "EKS-A09",
                "addon[coredns].configuration",
                "waits for nodes, and there is only Fargate",
                ".addon(\"coredns\", a -> a.configuration(\"{\\\"computeType\\\": \\\"Fargate\\\"}\")), and a"
                        + " .selector(\"kube-system\")");
    }

    private Optional<AddonSpec> addon(String name) {
        return spec.addons().stream().filter(addon -> addon.name().equals(name)).findFirst();
    }
}
