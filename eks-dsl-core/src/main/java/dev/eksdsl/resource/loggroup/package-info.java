/** The log group of a control plane. Entry type: {@link dev.eksdsl.resource.loggroup.LogGroupType}. */
@NullMarked
package dev.eksdsl.resource.loggroup;

import org.jspecify.annotations.NullMarked;
