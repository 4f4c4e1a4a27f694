package dev.eksdsl.testing.server;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterResponse;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;
import software.amazon.awssdk.services.eks.model.ListClustersRequest;
import software.amazon.awssdk.services.eks.model.ListClustersResponse;

/** Just enough of EKS to test the server with. */
public final class TinyEks implements FakeService {

    private final Map<String, Cluster> clusters = new TreeMap<>();

    @Override
    public String signingName() {
        return "eks";
    }

    @Override
    public void register(Operations operations) {
        operations.on(CreateClusterRequest.class, this::create);
        operations.on(DescribeClusterRequest.class, this::describe);
        operations.on(ListClustersRequest.class, (ListClustersRequest request, Caller caller) -> {
            if (request.maxResults() != null && request.maxResults() == 66) {
                throw new IllegalStateException("this handler has a bug");
            }
            return ListClustersResponse.builder().clusters(clusters.keySet()).build();
        });
    }

    private CreateClusterResponse create(CreateClusterRequest request, Caller caller) {
        if (clusters.containsKey(request.name())) {
            throw new AwsFault(
                    409,
                    "ResourceInUseException",
                    "Cluster already exists with name: " + request.name(),
                    Map.of("clusterName", request.name()));
        }
        Cluster cluster = Cluster.builder()
                .name(request.name())
                .arn("arn:aws:eks:" + caller.region() + ":" + caller.accountId() + ":cluster/" + request.name())
                .tags(request.tags())
                .build();
        clusters.put(request.name(), cluster);
        return CreateClusterResponse.builder().cluster(cluster).build();
    }

    private DescribeClusterResponse describe(DescribeClusterRequest request, Caller caller) {
        Cluster cluster = clusters.get(request.name());
        if (cluster == null) {
            throw new AwsFault(404, "ResourceNotFoundException", "No cluster found for name: " + request.name() + ".");
        }
        return DescribeClusterResponse.builder().cluster(cluster).build();
    }

    @Override
    public void reset() {
        clusters.clear();
    }
}
