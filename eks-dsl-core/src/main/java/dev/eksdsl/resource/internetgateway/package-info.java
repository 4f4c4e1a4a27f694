/**
 * The way between a VPC and the internet. Entry type: {@link
 * dev.eksdsl.resource.internetgateway.InternetGatewayType}.
 */
@NullMarked
package dev.eksdsl.resource.internetgateway;

import org.jspecify.annotations.NullMarked;
