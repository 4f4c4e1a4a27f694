/**
 * Security groups that the AWS Load Balancer Controller manages, or that EKS left. Entry type: {@link
 * dev.eksdsl.resource.managedgroup.ManagedGroupType}.
 */
@NullMarked
package dev.eksdsl.resource.managedgroup;

import org.jspecify.annotations.NullMarked;
