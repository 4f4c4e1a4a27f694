/**
 * Where the subnets of a VPC send what leaves it. Entry type: {@link dev.eksdsl.resource.routetable.RouteTableType}.
 */
@NullMarked
package dev.eksdsl.resource.routetable;

import org.jspecify.annotations.NullMarked;
