/**
 * Target groups that controllers made for Services and Ingresses. Entry type: {@link
 * dev.eksdsl.resource.targetgroup.TargetGroupType}.
 */
@NullMarked
package dev.eksdsl.resource.targetgroup;

import org.jspecify.annotations.NullMarked;
