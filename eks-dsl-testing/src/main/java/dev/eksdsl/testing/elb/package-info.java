/**
 * The fake's Elastic Load Balancing: load balancers that controllers of the fake's clusters make for services. The API is
 * {@link dev.eksdsl.testing.elb.FakeElb}; controllers use it as {@link dev.eksdsl.testing.kubernetes.LoadBalancers}.
 */
@NullMarked
package dev.eksdsl.testing.elb;

import org.jspecify.annotations.NullMarked;
