/** A cluster is destroyed with what runs in it: load balancers, volumes, nodes of Karpenter's. */
@NullMarked
package dev.eksdsl.testing.engine.workloads;

import org.jspecify.annotations.NullMarked;
