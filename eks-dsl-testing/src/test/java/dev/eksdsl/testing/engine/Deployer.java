package dev.eksdsl.testing.engine;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import java.util.List;

/** Who deploys, held to what the plans ask for. */
final class Deployer {

    private Deployer() {}

    /** The policies to make a cluster, to change it, and to remove it. */
    static String[] policies(EksClusterSpec first, EksClusterSpec changed) {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            Plan making = eks.plan(first);
            eks.apply(making).orThrow();
            Plan changing = eks.plan(changed);
            eks.apply(changing).orThrow();
            return List.of(making, changing, eks.planDestroy(first.name())).stream()
                    .map(plan -> plan.requiredPermissions().all())
                    .toArray(String[]::new);
        }
    }
}
