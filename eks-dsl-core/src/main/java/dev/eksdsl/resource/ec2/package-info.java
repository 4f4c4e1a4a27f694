/**
 * What the kinds on EC2 share: reading and writing tags ({@link dev.eksdsl.resource.ec2.Ec2Tags}), finding what carries our
 * tags ({@link dev.eksdsl.resource.ec2.Owned}, {@link dev.eksdsl.resource.ec2.Finds}) and creating without a client token
 * ({@link dev.eksdsl.resource.ec2.Creation}). Holds no kind.
 */
@NullMarked
package dev.eksdsl.resource.ec2;

import org.jspecify.annotations.NullMarked;
