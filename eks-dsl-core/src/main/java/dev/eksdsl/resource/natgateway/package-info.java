/**
 * The way out of private subnets. Entry type: {@link dev.eksdsl.resource.natgateway.NatGatewayType}.
 */
@NullMarked
package dev.eksdsl.resource.natgateway;

import org.jspecify.annotations.NullMarked;
