package dev.eksdsl.testing.eks;

import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateType;

/**
 * One change of a cluster's configuration that EKS carries out as one update.
 *
 * @param type the update's type
 * @param params what DescribeUpdate shows of it
 * @param change what is different when the update has succeeded
 */
record ConfigChange(UpdateType type, List<UpdateParam> params, Consumer<Cluster.Builder> change) {}
