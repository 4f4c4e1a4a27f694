package dev.eksdsl.testing.engine.input;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterBuilder;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.IrsaBuilder;
import dev.eksdsl.NetworkBuilder;
import dev.eksdsl.resource.addon.AddonBuilder;
import dev.eksdsl.resource.fargate.FargateProfileBuilder;
import dev.eksdsl.resource.nodegroup.NodeGroupBuilder;
import dev.eksdsl.resource.nodegroup.TaintEffect;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/** A sound cluster with a few hostile values in it, the same for the same seed. */
final class HostileCluster {

    private final Random random;
    private final HostileTexts texts;

    HostileCluster(long seed) {
        this.random = new Random(seed);
        this.texts = new HostileTexts(random);
    }

    EksClusterSpec spec() {
        String name = random.nextInt(12) == 0 ? texts.next() : "production";
        EksClusterBuilder cluster = Eks.cluster(name).version("1.35").nodeGroup("sound", ng -> ng.scaling(1, 1, 2));
        int values = 1 + random.nextInt(3);
        for (int i = 0; i < values; i++) {
            any(clusterValues()).accept(cluster);
        }
        return cluster.spec();
    }

    private List<Consumer<EksClusterBuilder>> clusterValues() {
        return List.of(
                c -> c.version(texts.next()),
                c -> c.publicCidrs(texts.next()),
                c -> c.clusterRole(texts.next()),
                c -> c.nodeRole(texts.next()),
                c -> c.logging("api", texts.next()),
                c -> c.authenticationMode(texts.next()),
                c -> c.supportType(texts.next()),
                c -> c.serviceCidr(texts.next()),
                c -> c.tag(texts.next(), "v"),
                c -> c.tag("k", texts.next()),
                c -> c.network(n -> any(networkValues()).accept(n)),
                c -> c.nodeGroup(texts.next()),
                c -> c.nodeGroup("hostile", ng -> any(nodeGroupValues()).accept(ng)),
                c -> c.fargate(texts.next(), fp -> fp.selector("default")),
                c -> c.fargate("hostile", fp -> any(fargateValues()).accept(fp)),
                c -> c.addon(texts.next()),
                c -> c.addon("aws-ebs-csi-driver", a -> any(addonValues()).accept(a)),
                c -> c.irsa(texts.next(), "account", r -> r.managedPolicy("AmazonS3ReadOnlyAccess")),
                c -> c.irsa("api", texts.next(), r -> r.managedPolicy("AmazonS3ReadOnlyAccess")),
                c -> c.irsa("api", "account", r -> any(irsaValues()).accept(r)));
    }

    private List<Consumer<NetworkBuilder>> networkValues() {
        return List.of(
                n -> n.cidr(texts.next()),
                n -> n.zones(texts.number()),
                n -> n.privateSubnets(texts.next(), texts.next()),
                n -> n.publicSubnets(texts.next(), texts.next()),
                n -> n.securityGroups(texts.next()));
    }

    private List<Consumer<NodeGroupBuilder>> nodeGroupValues() {
        return List.of(
                ng -> ng.instanceTypes(texts.next()),
                ng -> ng.scaling(texts.number(), texts.number(), texts.number()),
                ng -> ng.amiType(texts.next()),
                ng -> ng.diskSize(texts.number()),
                ng -> ng.maxUnavailable(texts.number()),
                ng -> ng.label(texts.next(), "v"),
                ng -> ng.label("k", texts.next()),
                ng -> ng.taint(texts.next(), "v", TaintEffect.NO_SCHEDULE),
                ng -> ng.taint("k", texts.next(), TaintEffect.NO_SCHEDULE),
                ng -> ng.subnets(texts.next()),
                ng -> ng.role(texts.next()),
                ng -> ng.version(texts.next()),
                ng -> ng.tag(texts.next(), texts.next()));
    }

    private List<Consumer<FargateProfileBuilder>> fargateValues() {
        return List.of(
                fp -> fp.selector(texts.next()),
                fp -> fp.selector("default", texts.next(), "v"),
                fp -> fp.selector("default", Map.of("k", texts.next())),
                fp -> fp.selector("default").subnets(texts.next()),
                fp -> fp.selector("default").podExecutionRole(texts.next()),
                fp -> fp.selector("default").tag(texts.next(), texts.next()));
    }

    private List<Consumer<AddonBuilder>> addonValues() {
        return List.of(
                a -> a.version(texts.next()),
                a -> a.configuration(texts.next()),
                a -> a.role(texts.next()),
                a -> a.tag(texts.next(), texts.next()));
    }

    private List<Consumer<IrsaBuilder>> irsaValues() {
        return List.of(
                r -> r.managedPolicy(texts.next()),
                r -> r.managedPolicy("AmazonS3ReadOnlyAccess").roleName(texts.next()),
                r -> r.managedPolicy("AmazonS3ReadOnlyAccess").permissionsBoundary(texts.next()),
                r -> r.policy(texts.next(), statement("s3:GetObject", "*")),
                r -> r.policy("own", statement(texts.next(), "*")),
                r -> r.policy("own", statement("s3:GetObject", texts.next())));
    }

    private static IamPolicy statement(String action, String resource) {
        return IamPolicy.builder()
                .addStatement(s -> s.effect("Allow").addAction(action).addResource(resource))
                .build();
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
