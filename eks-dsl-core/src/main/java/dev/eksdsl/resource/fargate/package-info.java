/** Fargate profiles. The entry is {@link dev.eksdsl.resource.fargate.FargateProfileType}. */
@NullMarked
package dev.eksdsl.resource.fargate;

import org.jspecify.annotations.NullMarked;
