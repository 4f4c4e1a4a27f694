/**
 * The VPC of a cluster. Entry type: {@link dev.eksdsl.resource.vpc.VpcType}.
 */
@NullMarked
package dev.eksdsl.resource.vpc;

import org.jspecify.annotations.NullMarked;
