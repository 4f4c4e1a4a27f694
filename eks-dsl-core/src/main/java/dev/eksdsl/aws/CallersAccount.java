package dev.eksdsl.aws;

import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;

/**
 * The account of the credentials. EKS describes clusters of the caller's own account only, so the ARN of a cluster tells it;
 * STS is asked where no cluster has been seen. Thread-safe.
 */
final class CallersAccount {

    private static final Pattern OF_CLUSTER = Pattern.compile("arn:[^:]+:eks:[^:]+:(\\d{12}):cluster/.+");

    private final Supplier<String> sts;
    private volatile @Nullable String known;

    CallersAccount(Supplier<String> sts) {
        this.sts = sts;
    }

    /** Learns from any answer of AWS that tells it. */
    void learn(@Nullable Object answer) {
        if (known == null && answer instanceof DescribeClusterResponse described && described.cluster() != null) {
            Matcher arn = OF_CLUSTER.matcher(String.valueOf(described.cluster().arn()));
            if (arn.matches()) {
                known = arn.group(1);
            }
        }
    }

    /** The account's id; a failure to ask for it is not remembered. */
    String get() {
        String present = known;
        if (present != null) {
            return present;
        }
        synchronized (this) {
            if (known == null) {
                known = sts.get();
            }
            return known;
        }
    }
}
