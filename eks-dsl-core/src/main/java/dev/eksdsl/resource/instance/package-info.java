/** Instances that Karpenter launched and left. Entry type: {@link dev.eksdsl.resource.instance.InstanceType}. */
@NullMarked
package dev.eksdsl.resource.instance;

import org.jspecify.annotations.NullMarked;
