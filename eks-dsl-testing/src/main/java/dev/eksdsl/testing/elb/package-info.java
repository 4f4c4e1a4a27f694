/**
 * The fake's Elastic Load Balancing: the API of version 2 as {@link dev.eksdsl.testing.elb.FakeElb}, and what controllers of
 * the fake's clusters ask of it as {@link dev.eksdsl.testing.kubernetes.LoadBalancers}.
 */
@NullMarked
package dev.eksdsl.testing.elb;

import org.jspecify.annotations.NullMarked;
