package dev.eksdsl.benchmarks.waiting;

import dev.eksdsl.testing.FakeAws;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.iam.IamClient;

/** Where a tool is at work: clients, and the ids of what it has made, or found. */
final class Site {

    static final String CLUSTER = "production";
    static final String FARGATE = "api-namespace";
    static final List<String> NODE_GROUPS = List.of("general-workers", "api-workers");
    static final List<String> ADDONS = List.of("vpc-cni", "kube-proxy", "coredns", "aws-ebs-csi-driver");

    private final Map<String, String> ids = new TreeMap<>();
    final Ec2Client ec2;
    final EksClient eks;
    final IamClient iam;

    Site(FakeAws aws) {
        this.ec2 = aws.ec2Client();
        this.eks = aws.eksClient();
        this.iam = aws.iamClient();
    }

    String id(String name) {
        String id = ids.get(name);
        if (id == null) {
            throw new IllegalStateException("there is no " + name + " among " + ids.keySet());
        }
        return id;
    }

    void knows(String name, String id) {
        ids.put(name, id);
    }

    /** The names that begin so, in order. */
    List<String> names(String prefix) {
        return ids.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    /** Whether what is read is not there any more. */
    static BooleanSupplier gone(Runnable read) {
        return () -> {
            try {
                read.run();
                return false;
            } catch (ResourceNotFoundException e) {
                return true;
            }
        };
    }
}
