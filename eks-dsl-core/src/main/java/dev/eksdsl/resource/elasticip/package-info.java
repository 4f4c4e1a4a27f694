/**
 * Fixed public addresses, for NAT gateways. Entry type: {@link dev.eksdsl.resource.elasticip.ElasticIpType}.
 */
@NullMarked
package dev.eksdsl.resource.elasticip;

import org.jspecify.annotations.NullMarked;
