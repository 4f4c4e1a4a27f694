package dev.eksdsl;

import dev.eksdsl.model.Input;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.Problems;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.addon.AddonChecks;
import dev.eksdsl.resource.cluster.ClusterChecks;
import dev.eksdsl.resource.fargate.FargateChecks;
import dev.eksdsl.resource.iam.RoleType;
import dev.eksdsl.resource.nodegroup.NodeGroupChecks;
import java.util.List;
import java.util.Set;

/** Everything that can be told to be wrong with a declaration without asking AWS: each kind's checks, and those across. */
final class SpecChecks {

    /** Without a name nothing can be asked for, and without a network that can be cut into subnets nothing compiled. */
    private static final Set<String> IN_THE_WAY = Set.of("EKS-C02", "EKS-S01", "EKS-S03", "EKS-S04");

    /** Stands for a role that is made by us. */
    private static final Input MADE = Input.of(new ResourceId(RoleType.KIND, "cluster").output("arn"));

    private SpecChecks() {}

    static List<Problem> of(EksClusterSpec spec) {
        Problems problems = new Problems();
        Input role = spec.clusterRole().map(Input::known).orElse(MADE);
        ClusterChecks.check(problems, spec.name(), ClusterCompiler.controlPlane(spec, role, List.of(), List.of()));
        new NetworkChecks(problems, spec).check();
        spec.nodeGroups().forEach(group -> NodeGroupChecks.check(problems, group));
        spec.fargateProfiles().forEach(profile -> FargateChecks.check(problems, profile));
        spec.addons().forEach(addon -> AddonChecks.check(problems, addon));
        IrsaChecks.check(problems, spec.irsa());
        spec.timeToLive().ifPresent(time -> LeaseChecks.check(problems, time));
        new CrossChecks(problems, spec).check();
        return problems.list();
    }

    /** Whether AWS can be asked for what else is wrong: what was found does not keep the declaration from being compiled. */
    static boolean canCompile(List<Problem> problems) {
        return problems.stream().map(Problem::code).noneMatch(IN_THE_WAY::contains);
    }
}
