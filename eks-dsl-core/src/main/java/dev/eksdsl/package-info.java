/**
 * All that a user names: {@link dev.eksdsl.Eks} is the entry, {@link dev.eksdsl.EksClusterBuilder} declares a cluster,
 * {@link dev.eksdsl.EksSession} plans and applies it. What a plan and a report hold is in {@link dev.eksdsl.plan} and {@link
 * dev.eksdsl.execute}.
 */
@NullMarked
package dev.eksdsl;

import org.jspecify.annotations.NullMarked;
