package dev.eksdsl.kubernetes.workload;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Declares a PersistentVolumeClaim, by default of the StorageClass {@code gp3}, ReadWriteOnce: for the pods of one node at
 * a time. Pods on Fargate cannot use EBS volumes. Not thread-safe.
 */
public final class VolumeClaimBuilder {

    private final String name;
    private String namespace = "default";
    private String storageClass = "gp3";
    private String accessMode = "ReadWriteOnce";
    private @Nullable String size;
    private final Map<String, String> labels = new LinkedHashMap<>();

    VolumeClaimBuilder(String name) {
        this.name = name;
    }

    public VolumeClaimBuilder namespace(String itsNamespace) {
        namespace = itsNamespace;
        return this;
    }

    /** How large, such as {@code 20Gi}. Must be said. It can grow later, not shrink. */
    public VolumeClaimBuilder size(String quantity) {
        size = quantity;
        return this;
    }

    public VolumeClaimBuilder storageClass(String className) {
        storageClass = className;
        return this;
    }

    /** For the pods of many nodes at a time, which EFS can do and EBS cannot. */
    public VolumeClaimBuilder sharedByNodes() {
        accessMode = "ReadWriteMany";
        return this;
    }

    public VolumeClaimBuilder label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    PersistentVolumeClaim build() {
        Findings findings = new Findings("volumeClaim[" + name + "]");
        findings.dottedName("", name);
        findings.name("namespace", namespace);
        findings.dottedName("storageClass", storageClass);
        findings.labels("label", labels);
        if (size == null) {
            findings.add("EKS-W18", "size", "no size was said", ".size(\"20Gi\")");
        } else {
            findings.quantity("size", size, ".size(\"20Gi\")");
        }
        findings.orThrow();
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withAccessModes(accessMode)
                .withStorageClassName(storageClass)
                .withNewResources()
                .addToRequests("storage", new Quantity(size))
                .endResources()
                .endSpec()
                .build();
    }
}
