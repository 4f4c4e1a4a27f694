/**
 * IAM roles: of the cluster, its nodes, Fargate, and of service accounts. Entry type: {@link
 * dev.eksdsl.resource.iam.RoleType}; names come from {@link dev.eksdsl.resource.iam.RoleName}, trust from {@link
 * dev.eksdsl.resource.iam.TrustSpec}. The one kind that other kinds may import.
 */
@NullMarked
package dev.eksdsl.resource.iam;

import org.jspecify.annotations.NullMarked;
