/**
 * The fake's EC2: VPCs and what is in them. The API is {@link dev.eksdsl.testing.ec2.FakeEc2}; what other services of the
 * fake need of it is {@link dev.eksdsl.testing.ec2.CloudNetwork}.
 */
@NullMarked
package dev.eksdsl.testing.ec2;

import org.jspecify.annotations.NullMarked;
