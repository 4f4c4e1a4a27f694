package dev.eksdsl.kubernetes.workload;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.TaintEffect;

/**
 * Declares a Deployment of one container. Only what is said is in it; the image must be. Further containers and the rarer
 * fields can be added to the result with Fabric8's {@code edit()}. Not thread-safe.
 */
public final class EksDeploymentBuilder {

    /** The label that pods are selected by. */
    static final String APP = "app";

    final String name;
    String namespace = "default";
    String containerName;

    @Nullable
    String image;

    @Nullable
    Integer replicas;

    @Nullable
    String serviceAccount;

    @Nullable
    Duration progressDeadline;

    boolean recreate;
    final List<ContainerPort> ports = new ArrayList<>();
    final List<EnvVar> environment = new ArrayList<>();
    final List<Toleration> tolerations = new ArrayList<>();
    final List<String> command = new ArrayList<>();
    final List<String> args = new ArrayList<>();
    final Map<String, String> requests = new LinkedHashMap<>();
    final Map<String, String> limits = new LinkedHashMap<>();
    final Map<String, String> labels = new LinkedHashMap<>();
    final Map<String, String> annotations = new LinkedHashMap<>();
    final Map<String, String> nodeSelector = new LinkedHashMap<>();
    final Map<String, String> mounts = new LinkedHashMap<>();
    final Map<String, HttpProbeBuilder> probes = new LinkedHashMap<>();

    EksDeploymentBuilder(String name) {
        this.name = name;
        this.containerName = name;
    }

    public EksDeploymentBuilder namespace(String itsNamespace) {
        namespace = itsNamespace;
        return this;
    }

    /** The container's image. Must be said. */
    public EksDeploymentBuilder image(String reference) {
        image = reference;
        return this;
    }

    /** The container's name; the Deployment's by default. */
    public EksDeploymentBuilder containerName(String itsName) {
        containerName = itsName;
        return this;
    }

    /** How many pods. If it is not said, Kubernetes starts with one and an autoscaler may change it. */
    public EksDeploymentBuilder replicas(int count) {
        replicas = count;
        return this;
    }

    /** A TCP port that the container listens on. */
    public EksDeploymentBuilder port(int port) {
        ports.add(new ContainerPortBuilder().withContainerPort(port).build());
        return this;
    }

    /** CPU and memory that a node must have left for each pod, such as {@code ("250m", "256Mi")}. */
    public EksDeploymentBuilder requests(String cpu, String memory) {
        requests.put("cpu", cpu);
        requests.put("memory", memory);
        return this;
    }

    /** CPU and memory that the container gets at most; beyond its memory it is killed. */
    public EksDeploymentBuilder limits(String cpu, String memory) {
        limits.put("cpu", cpu);
        limits.put("memory", memory);
        return this;
    }

    /** Asks this path whether the pod may get traffic. */
    public EksDeploymentBuilder readiness(String path, int port) {
        return readiness(path, port, probe -> {});
    }

    /** Asks this path, at the given pace, whether the pod may get traffic. */
    public EksDeploymentBuilder readiness(String path, int port, Consumer<HttpProbeBuilder> pace) {
        return probe("readiness", path, port, pace);
    }

    /** Asks this path, at the given pace, whether the container must be started anew. */
    public EksDeploymentBuilder liveness(String path, int port, Consumer<HttpProbeBuilder> pace) {
        return probe("liveness", path, port, pace);
    }

    /** Asks this path, at the given pace, whether the container has started; the other probes wait for it. */
    public EksDeploymentBuilder startup(String path, int port, Consumer<HttpProbeBuilder> pace) {
        return probe("startup", path, port, pace);
    }

    /** The ServiceAccount of the pods, and with it their IAM role. */
    public EksDeploymentBuilder serviceAccount(String itsName) {
        serviceAccount = itsName;
        return this;
    }

    /** A label of the Deployment and its pods; Fargate profiles select by those of the pods. */
    public EksDeploymentBuilder label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    /** An annotation of the pods. */
    public EksDeploymentBuilder annotation(String key, String value) {
        annotations.put(key, value);
        return this;
    }

    /** Lets the pods onto nodes with this taint, whatever its effect. */
    public EksDeploymentBuilder toleration(String key, String value) {
        tolerations.add(new TolerationBuilder()
                .withKey(key)
                .withOperator("Equal")
                .withValue(value)
                .build());
        return this;
    }

    /** Lets the pods onto nodes with this taint: the same three words as in a node group's {@code taint}. */
    public EksDeploymentBuilder toleration(String key, String value, TaintEffect effect) {
        toleration(key, value);
        tolerations.get(tolerations.size() - 1).setEffect(kubernetesEffect(effect));
        return this;
    }

    /** Keeps the pods to nodes with this label. */
    public EksDeploymentBuilder nodeSelector(String key, String value) {
        nodeSelector.put(key, value);
        return this;
    }

    /** An environment variable. */
    public EksDeploymentBuilder env(String variable, String value) {
        environment.add(new EnvVarBuilder().withName(variable).withValue(value).build());
        return this;
    }

    /** An environment variable from a key of a Secret in the same namespace. */
    public EksDeploymentBuilder envFromSecret(String variable, String secret, String key) {
        environment.add(new EnvVarBuilder()
                .withName(variable)
                .withNewValueFrom()
                .withNewSecretKeyRef(key, secret, null)
                .endValueFrom()
                .build());
        return this;
    }

    /** What the container runs, instead of the image's entry point. */
    public EksDeploymentBuilder command(String... words) {
        command.clear();
        command.addAll(List.of(words));
        return this;
    }

    /** The arguments, instead of the image's. */
    public EksDeploymentBuilder args(String... words) {
        args.clear();
        args.addAll(List.of(words));
        return this;
    }

    /** Mounts the volume of a claim. A volume for one node at a time usually wants {@link #recreate()} too. */
    public EksDeploymentBuilder volume(String claim, String path) {
        mounts.put(claim, path);
        return this;
    }

    /** Ends the old pods before new ones start, where by default they overlap. */
    public EksDeploymentBuilder recreate() {
        recreate = true;
        return this;
    }

    /** How long a rollout may make no progress before Kubernetes calls it failed; 10 minutes by default. */
    public EksDeploymentBuilder progressDeadline(Duration deadline) {
        progressDeadline = deadline;
        return this;
    }

    private EksDeploymentBuilder probe(String kind, String path, int port, Consumer<HttpProbeBuilder> pace) {
        HttpProbeBuilder probe = new HttpProbeBuilder(path, port);
        pace.accept(probe);
        probes.put(kind, probe);
        return this;
    }

    Deployment build() {
        DeploymentRules.check(this);
        Map<String, String> podLabels = new LinkedHashMap<>(Map.of(APP, name));
        podLabels.putAll(labels);
        DeploymentBuilder deployment = new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withProgressDeadlineSeconds(
                        progressDeadline == null ? null : Math.toIntExact(progressDeadline.toSeconds()))
                .withNewSelector()
                .addToMatchLabels(APP, name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(podLabels)
                .withAnnotations(annotations)
                .endMetadata()
                .withSpec(pod().build())
                .endTemplate()
                .endSpec();
        if (recreate) {
            deployment
                    .editSpec()
                    .withNewStrategy()
                    .withType("Recreate")
                    .endStrategy()
                    .endSpec();
        }
        return deployment.build();
    }

    private PodSpecBuilder pod() {
        ContainerBuilder container = new ContainerBuilder()
                .withName(containerName)
                .withImage(image)
                .withCommand(command)
                .withArgs(args)
                .withPorts(ports)
                .withEnv(environment);
        if (!requests.isEmpty() || !limits.isEmpty()) {
            container
                    .withNewResources()
                    .withRequests(DeploymentRules.quantities(requests))
                    .withLimits(DeploymentRules.quantities(limits))
                    .endResources();
        }
        probes.forEach((kind, probe) -> {
            switch (kind) {
                case "readiness" -> container.withReadinessProbe(probe.build());
                case "liveness" -> container.withLivenessProbe(probe.build());
                default -> container.withStartupProbe(probe.build());
            }
        });
        PodSpecBuilder pod = new PodSpecBuilder()
                .withServiceAccountName(serviceAccount)
                .withNodeSelector(nodeSelector.isEmpty() ? null : nodeSelector)
                .withTolerations(tolerations);
        mounts.forEach((claim, path) -> {
            container.addNewVolumeMount().withName(claim).withMountPath(path).endVolumeMount();
            pod.addNewVolume()
                    .withName(claim)
                    .withNewPersistentVolumeClaim(claim, null)
                    .endVolume();
        });
        return pod.withContainers(container.build());
    }

    private static String kubernetesEffect(TaintEffect effect) {
        return switch (effect) {
            case NO_SCHEDULE -> "NoSchedule";
            case NO_EXECUTE -> "NoExecute";
            case PREFER_NO_SCHEDULE -> "PreferNoSchedule";
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("not an effect of a taint: " + effect);
        };
    }
}
