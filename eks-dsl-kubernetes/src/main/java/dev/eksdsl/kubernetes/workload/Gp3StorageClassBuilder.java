package dev.eksdsl.kubernetes.workload;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Declares a StorageClass of gp3 volumes for the EBS CSI driver. By default named {@code gp3}, encrypted, ext4, bound when
 * a pod is scheduled (a volume lives in one availability zone), expandable, deleted with its claim. Not thread-safe.
 */
public final class Gp3StorageClassBuilder {

    private static final int BASE_IOPS = 3000;
    private static final int BASE_THROUGHPUT = 125;

    private String name = "gp3";
    private boolean defaultClass;
    private boolean autoMode;
    private boolean encrypted = true;
    private String reclaimPolicy = "Delete";
    private @Nullable String kmsKey;
    private @Nullable Integer iops;
    private @Nullable Integer throughput;

    Gp3StorageClassBuilder() {}

    public Gp3StorageClassBuilder name(String itsName) {
        name = itsName;
        return this;
    }

    /** Makes it the class of claims that name none. Where two classes are the default, Kubernetes takes the newest. */
    public Gp3StorageClassBuilder defaultClass() {
        defaultClass = true;
        return this;
    }

    /** For clusters in EKS Auto Mode, which bring a driver of their own; its volumes and the add-on's do not mix. */
    public Gp3StorageClassBuilder autoMode() {
        autoMode = true;
        return this;
    }

    /** Leaves the volumes unencrypted, unless the account encrypts by default. */
    public Gp3StorageClassBuilder unencrypted() {
        encrypted = false;
        return this;
    }

    /** Encrypts with a key of one's own instead of the account's key for EBS. */
    public Gp3StorageClassBuilder kmsKey(String keyArn) {
        kmsKey = keyArn;
        return this;
    }

    /** Operations per second; at least 3000, which is the base and costs nothing extra. */
    public Gp3StorageClassBuilder iops(int perSecond) {
        iops = perSecond;
        return this;
    }

    /** MiB per second; at least 125, which is the base and costs nothing extra. */
    public Gp3StorageClassBuilder throughput(int mebibytesPerSecond) {
        throughput = mebibytesPerSecond;
        return this;
    }

    /** Keeps the volume when its claim is deleted. It then has to be deleted by hand. */
    public Gp3StorageClassBuilder retain() {
        reclaimPolicy = "Retain";
        return this;
    }

    StorageClass build() {
        check();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("type", "gp3");
        parameters.put("encrypted", String.valueOf(encrypted));
        if (kmsKey != null) {
            parameters.put("kmsKeyId", kmsKey);
        }
        if (iops != null) {
            parameters.put("iops", String.valueOf(iops));
        }
        if (throughput != null) {
            parameters.put("throughput", String.valueOf(throughput));
        }
        if (!autoMode) {
            parameters.put("csi.storage.k8s.io/fstype", "ext4");
        }
        return new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .withAnnotations(
                        defaultClass ? Map.of("storageclass.kubernetes.io/is-default-class", "true") : Map.of())
                .endMetadata()
                .withProvisioner(autoMode ? "ebs.csi.eks.amazonaws.com" : "ebs.csi.aws.com")
                .withParameters(parameters)
                .withVolumeBindingMode("WaitForFirstConsumer")
                .withAllowVolumeExpansion(true)
                .withReclaimPolicy(reclaimPolicy)
                .build();
    }

    private void check() {
        Findings findings = new Findings("storageClass[" + name + "]");
        findings.dottedName("", name);
        if (iops != null && iops < BASE_IOPS) {
            findings.add("EKS-W18", "iops", iops + " is less than every gp3 volume has", "at least " + BASE_IOPS);
        }
        if (throughput != null && throughput < BASE_THROUGHPUT) {
            findings.add(
                    "EKS-W18",
                    "throughput",
                    throughput + " MiB/s is less than every gp3 volume has",
                    "at least " + BASE_THROUGHPUT);
        }
        if (!encrypted && kmsKey != null) {
            findings.add("EKS-W18", "kmsKey", "a key without encryption", "remove .unencrypted(), or .kmsKey(...)");
        }
        findings.orThrow();
    }
}
