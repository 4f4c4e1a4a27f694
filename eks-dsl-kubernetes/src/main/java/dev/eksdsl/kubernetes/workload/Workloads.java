package dev.eksdsl.kubernetes.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Declares workloads: the entry to this package. Everything made here is an object of Fabric8's model that holds only what
 * was said, so that applying it leaves the rest to others (replicas to an autoscaler, for instance). Namespaced objects
 * are in namespace {@code default} unless told otherwise.
 *
 * <p>Every method throws {@link InvalidWorkloadException}, with all problems at once, if the object would be refused.
 */
public final class Workloads {

    private Workloads() {}

    /** A Deployment of one container; its pods carry the label {@code app=<name>}. */
    public static Deployment deployment(String name, Consumer<EksDeploymentBuilder> declaration) {
        EksDeploymentBuilder builder = new EksDeploymentBuilder(name);
        declaration.accept(builder);
        return builder.build();
    }

    /** A Service, reached from within the cluster unless {@link EksServiceBuilder#nlb} gives it a load balancer. */
    public static Service service(String name, Consumer<EksServiceBuilder> declaration) {
        EksServiceBuilder builder = new EksServiceBuilder(name);
        declaration.accept(builder);
        return builder.build();
    }

    /** A ServiceAccount whose pods take an IAM role (IAM roles for service accounts, IRSA). */
    public static ServiceAccount serviceAccount(String name, Consumer<IrsaServiceAccountBuilder> declaration) {
        IrsaServiceAccountBuilder builder = new IrsaServiceAccountBuilder(name);
        declaration.accept(builder);
        return builder.build();
    }

    /** The StorageClass {@code gp3}: encrypted EBS volumes, bound when a pod needs them. EKS ships none. */
    public static StorageClass gp3StorageClass() {
        return gp3StorageClass(gp3 -> {});
    }

    /** A StorageClass of gp3 volumes, by default named {@code gp3} and encrypted. */
    public static StorageClass gp3StorageClass(Consumer<Gp3StorageClassBuilder> declaration) {
        Gp3StorageClassBuilder builder = new Gp3StorageClassBuilder();
        declaration.accept(builder);
        return builder.build();
    }

    /** A claim of a volume, by default of the class {@code gp3} and for one node at a time, as EBS allows. */
    public static PersistentVolumeClaim volumeClaim(String name, Consumer<VolumeClaimBuilder> declaration) {
        VolumeClaimBuilder builder = new VolumeClaimBuilder(name);
        declaration.accept(builder);
        return builder.build();
    }

    /** A Namespace without labels. */
    public static Namespace namespace(String name) {
        return namespace(name, Map.of());
    }

    /** A Namespace with labels, such as those of pod security. */
    public static Namespace namespace(String name, Map<String, String> labels) {
        Findings findings = new Findings("namespace[" + name + "]");
        findings.name("", name);
        findings.labels("label", labels);
        findings.orThrow();
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build();
    }

    /** The objects as kubectl would read them: YAML documents in the order given. */
    public static String toYaml(HasMetadata... objects) {
        return Arrays.stream(objects).map(Serialization::asYaml).collect(Collectors.joining());
    }
}
