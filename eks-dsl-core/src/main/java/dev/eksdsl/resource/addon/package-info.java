/** EKS add-ons. The entry is {@link dev.eksdsl.resource.addon.AddonType}. */
@NullMarked
package dev.eksdsl.resource.addon;

import org.jspecify.annotations.NullMarked;
