/**
 * What acts in a cluster without being asked over its API: controllers, scheduler and kubelets, all on the world's
 * timeline. Entry: {@link dev.eksdsl.testing.kubernetes.controller.ControlPlane}; what tests say about images is {@link
 * dev.eksdsl.testing.kubernetes.controller.Images}.
 *
 * <p>Every controller is level-triggered: a change of an object only marks a key, and some milliseconds later the
 * controller looks at the state as it then is ({@code WorkQueue}). Nothing repeats for ever, so that a virtual timeline
 * comes to rest.
 */
@NullMarked
package dev.eksdsl.testing.kubernetes.controller;

import org.jspecify.annotations.NullMarked;
