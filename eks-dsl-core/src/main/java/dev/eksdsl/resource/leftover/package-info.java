/**
 * What the kinds share that nobody declares: resources that controllers in a cluster, or EKS itself, make on its behalf and
 * leave behind when it goes. {@link dev.eksdsl.resource.leftover.ClusterTags} tells whose they are, {@link
 * dev.eksdsl.resource.leftover.LeftoverType} is what such a kind extends. Holds no kind.
 */
@NullMarked
package dev.eksdsl.resource.leftover;

import org.jspecify.annotations.NullMarked;
