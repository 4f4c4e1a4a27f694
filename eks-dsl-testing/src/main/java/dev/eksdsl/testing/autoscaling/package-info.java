/**
 * The fake's EC2 Auto Scaling: groups that keep a number of instances, by order of users and of EKS. Other services use it
 * through {@link dev.eksdsl.testing.autoscaling.AutoScalingGroups}.
 */
@NullMarked
package dev.eksdsl.testing.autoscaling;

import org.jspecify.annotations.NullMarked;
