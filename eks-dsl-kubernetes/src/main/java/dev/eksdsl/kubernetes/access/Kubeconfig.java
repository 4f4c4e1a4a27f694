package dev.eksdsl.kubernetes.access;

import dev.eksdsl.ClusterAccess;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.AuthInfoBuilder;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.ExecConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One cluster's entry for kubectl's configuration file, as {@code aws eks update-kubeconfig} makes it: cluster, user and
 * context are named by the cluster's ARN, and the user runs {@code aws eks get-token}. Immutable.
 *
 * <p>Where the AWS CLI is missing, {@link #token(EksToken)} puts a token of 15 minutes in its place.
 */
public final class Kubeconfig {

    private final ClusterAccess cluster;
    private final String context;
    private final @Nullable String profile;
    private final @Nullable String roleArn;
    private final @Nullable EksToken token;

    private Kubeconfig(
            ClusterAccess cluster,
            String context,
            @Nullable String profile,
            @Nullable String roleArn,
            @Nullable EksToken token) {
        this.cluster = cluster;
        this.context = context;
        this.profile = profile;
        this.roleArn = roleArn;
        this.token = token;
    }

    /** The entry of a cluster; the user is whoever the AWS CLI is when kubectl runs. */
    public static Kubeconfig of(ClusterAccess cluster) {
        return new Kubeconfig(cluster, cluster.arn(), null, null, null);
    }

    /** The same with another name for the context; by default it is the cluster's ARN. */
    public Kubeconfig alias(String contextName) {
        return new Kubeconfig(cluster, contextName, profile, roleArn, token);
    }

    /** The same for a named profile of the AWS CLI. */
    public Kubeconfig profile(String awsProfile) {
        return new Kubeconfig(cluster, context, awsProfile, roleArn, token);
    }

    /** The same for a role that the AWS CLI assumes first. */
    public Kubeconfig roleArn(String arn) {
        return new Kubeconfig(cluster, context, profile, arn, token);
    }

    /**
     * The same with a fixed token instead of a call to the AWS CLI: for a file that lives no longer than the token, to be
     * written with {@link #writeTo(Path)}.
     */
    public Kubeconfig token(EksToken fixed) {
        return new Kubeconfig(cluster, context, profile, roleArn, fixed);
    }

    /** The name of the context: the cluster's ARN, or the alias. */
    public String contextName() {
        return context;
    }

    /** A complete configuration file with this entry alone. */
    public String toYaml() {
        return Serialization.asYaml(config());
    }

    /**
     * Puts the entry into a file and makes it the current context. All else in the file stays (comments do not); an entry
     * of the same name is replaced. The file is replaced in one step and readable by its owner only; it and its folder
     * are created if missing.
     *
     * @return the file
     * @throws dev.eksdsl.model.EksDslException if the file is no configuration file or cannot be written; it is then as
     *     it was before
     * @throws IllegalStateException if the entry holds a token: it would outlive the token and break the file's entry
     */
    public Path mergeInto(Path file) {
        if (token != null) {
            throw new IllegalStateException(
                    "a token that ends at " + token.usableUntil() + " does not belong into " + file
                            + ", which outlives it: write it to a file of its own with writeTo(Path),"
                            + " or merge the entry without token(...)");
        }
        return KubeconfigFile.of(file).merge(config());
    }

    /**
     * Puts the entry where kubectl looks: into the file of {@code KUBECONFIG} that has this cluster, or else the first one
     * named there, or else {@code ~/.kube/config}. See {@link #mergeInto(Path)}.
     */
    public Path mergeIntoDefault() {
        return mergeInto(KubeconfigFile.byDefault(
                Optional.ofNullable(System.getenv("KUBECONFIG")).orElse(""),
                Path.of(System.getProperty("user.home")),
                cluster.arn()));
    }

    /** Writes a file with this entry alone, readable by its owner only; a file that is there is replaced. */
    public Path writeTo(Path file) {
        return KubeconfigFile.of(file).write(config());
    }

    private Config config() {
        return new ConfigBuilder()
                .withApiVersion("v1")
                .withKind("Config")
                .addNewCluster()
                .withName(cluster.arn())
                .withNewCluster()
                .withCertificateAuthorityData(cluster.certificateAuthority())
                .withServer(cluster.endpoint())
                .endCluster()
                .endCluster()
                .addNewUser()
                .withName(cluster.arn())
                .withUser(user())
                .endUser()
                .addNewContext()
                .withName(context)
                .withNewContext()
                .withCluster(cluster.arn())
                .withUser(cluster.arn())
                .endContext()
                .endContext()
                .withCurrentContext(context)
                .build();
    }

    private AuthInfo user() {
        if (token != null) {
            return new AuthInfoBuilder().withToken(token.value()).build();
        }
        List<String> args = new ArrayList<>(List.of(
                "--region",
                cluster.region(),
                "eks",
                "get-token",
                "--cluster-name",
                cluster.name(),
                "--output",
                "json"));
        if (roleArn != null) {
            args.addAll(List.of("--role", roleArn));
        }
        ExecConfigBuilder exec = new ExecConfigBuilder()
                .withApiVersion("client.authentication.k8s.io/v1beta1")
                .withCommand("aws")
                .withArgs(args);
        if (profile != null) {
            exec.addNewEnv().withName("AWS_PROFILE").withValue(profile).endEnv();
        }
        return new AuthInfoBuilder().withExec(exec.build()).build();
    }

    /** Names the context and the cluster; never holds a token. */
    @Override
    public String toString() {
        return "Kubeconfig[context " + context + ", cluster " + cluster.arn()
                + (token == null ? "]" : ", token until " + token.usableUntil() + "]");
    }
}
