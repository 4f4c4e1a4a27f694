/** EKS managed node groups. The entry is {@link dev.eksdsl.resource.nodegroup.NodeGroupType}. */
@NullMarked
package dev.eksdsl.resource.nodegroup;

import org.jspecify.annotations.NullMarked;
