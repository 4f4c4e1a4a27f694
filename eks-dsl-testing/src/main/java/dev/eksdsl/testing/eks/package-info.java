/**
 * The fake's EKS: clusters and all that belongs to them, with EKS's rules, refusals and lifecycles. The entry is {@link
 * dev.eksdsl.testing.eks.FakeEks}; {@link dev.eksdsl.testing.eks.KubernetesVersions} is its calendar of versions.
 *
 * <p>The kinds of resources share their clusters' state, which is why they share a package. Each has a class of its plural
 * name with the handlers, beside it {@code …Rules} (what is refused), {@code …State} (what is kept), {@code …Updates}
 * and {@code …Changes} (what an update alters, and how it goes on in time) and {@code …Description} (what EKS fills in):
 *
 * <ul>
 *   <li>clusters: {@code Clusters}, {@code ClusterBirth}, {@code ClusterUpdates}, {@code VersionUpdates}, {@code
 *       ConfigChanges}, {@code UpdateCancellation}, {@code ClusterVersions}; registered ones: {@code ConnectedClusters}
 *   <li>node groups: {@code Nodegroups}, {@code NodegroupUpdates}, {@code RollingUpdates}; their machines: {@code
 *       NodeFleet} with {@code NodeTemplates}, {@code NodeHooks} and {@code NodeFactory}; why they are not well: {@code
 *       NodeObstacles} with {@code NodeWays}
 *   <li>Fargate profiles, add-ons ({@code Addons}, {@code AddonCatalogue}), capabilities, access entries and policies, pod
 *       identity associations, identity providers, insights ({@code Insights}, {@code InsightChecks}), subscriptions
 *   <li>what all of them use: {@code Surroundings} (the neighbours), {@code Places} (state by account and region), {@code
 *       UpdateLog}, {@code ClientTokens}, {@code Pages}, {@code Refusals}, {@code Arns}, {@code EksQuota}
 * </ul>
 */
@NullMarked
package dev.eksdsl.testing.eks;

import org.jspecify.annotations.NullMarked;
