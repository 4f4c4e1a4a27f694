package dev.eksdsl.kubernetes.workload;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Declares a ServiceAccount with an IAM role. The role must trust the cluster's OIDC provider. Not thread-safe. */
public final class IrsaServiceAccountBuilder {

    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");

    private final String name;
    private String namespace = "default";
    private @Nullable String roleArn;
    private final Map<String, String> labels = new LinkedHashMap<>();

    IrsaServiceAccountBuilder(String name) {
        this.name = name;
    }

    public IrsaServiceAccountBuilder namespace(String itsNamespace) {
        namespace = itsNamespace;
        return this;
    }

    /** The IAM role that its pods take: the annotation {@code eks.amazonaws.com/role-arn}. Without it pods get none. */
    public IrsaServiceAccountBuilder roleArn(String arn) {
        roleArn = arn;
        return this;
    }

    public IrsaServiceAccountBuilder label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    ServiceAccount build() {
        Findings findings = new Findings("serviceAccount[" + name + "]");
        findings.dottedName("", name);
        findings.name("namespace", namespace);
        findings.labels("label", labels);
        if (roleArn != null && !ROLE_ARN.matcher(roleArn).matches()) {
            findings.add(
                    "EKS-W17",
                    "roleArn",
                    "\"" + roleArn + "\" is no ARN of an IAM role",
                    "arn:aws:iam::<account>:role/<name>");
        }
        findings.orThrow();
        return new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels)
                .withAnnotations(roleArn == null ? Map.of() : Map.of("eks.amazonaws.com/role-arn", roleArn))
                .endMetadata()
                .build();
    }
}
