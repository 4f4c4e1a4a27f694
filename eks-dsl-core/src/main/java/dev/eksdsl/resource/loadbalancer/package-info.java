/**
 * Application, network and gateway load balancers that controllers made for Services and Ingresses. Entry type: {@link
 * dev.eksdsl.resource.loadbalancer.LoadBalancerType}.
 */
@NullMarked
package dev.eksdsl.resource.loadbalancer;

import org.jspecify.annotations.NullMarked;
