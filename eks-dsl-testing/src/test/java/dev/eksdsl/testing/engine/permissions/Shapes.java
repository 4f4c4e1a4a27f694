package dev.eksdsl.testing.engine.permissions;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterBuilder;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.NatMode;

/** Clusters of different shapes, all of one name. */
enum Shapes {

    /** One node group, a Fargate profile, add-ons and a role for a service account, in a VPC of its own. */
    SEED {
        @Override
        EksClusterBuilder cluster() {
            return start().nodeGroup(
                            "api-workers",
                            ng -> ng.instanceTypes("m6i.large", "m6i.xlarge").scaling(2, 3, 10))
                    .fargate("api-namespace", fp -> fp.selector("api").selector("default"))
                    .addon("coredns")
                    .addon("aws-ebs-csi-driver")
                    .irsa("api", "api-service-account", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"));
        }
    },

    /** Only a control plane and its default add-ons, and no way out of the private subnets. */
    CONTROL_PLANE {
        @Override
        EksClusterBuilder cluster() {
            return start().network(n -> n.nat(NatMode.NONE));
        }
    },

    /** Roles for service accounts with all that they can have, and a chosen image. */
    ROLES {
        @Override
        EksClusterBuilder cluster() {
            return start().nodeGroup(
                            "workers",
                            ng -> ng.amiType("AL2023_x86_64_STANDARD").scaling(1, 1, 2))
                    .irsa(
                            "api",
                            "reader",
                            sa -> sa.roleName("reads-for-api")
                                    .statement(s -> s.effect("Allow")
                                            .addAction("s3:GetObject")
                                            .addResource("*"))
                                    .permissionsBoundary("arn:aws:iam::aws:policy/ReadOnlyAccess"))
                    .irsa("api", "api-service-account", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"));
        }
    };

    abstract EksClusterBuilder cluster();

    EksClusterSpec spec() {
        return cluster().spec();
    }

    private static EksClusterBuilder start() {
        return Eks.cluster("production").version("1.35");
    }
}
