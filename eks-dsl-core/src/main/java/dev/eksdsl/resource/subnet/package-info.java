/**
 * Public and private subnets, and the choice of their zones. Entry type: {@link dev.eksdsl.resource.subnet.SubnetType}.
 */
@NullMarked
package dev.eksdsl.resource.subnet;

import org.jspecify.annotations.NullMarked;
