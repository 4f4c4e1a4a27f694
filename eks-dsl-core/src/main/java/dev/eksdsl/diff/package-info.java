/**
 * What differs between a wish and what is there, field by field: {@link dev.eksdsl.diff.Fields} is a declared list of
 * comparisons, {@link dev.eksdsl.diff.FieldChange} what one of them finds. Knows nothing of clusters.
 */
@NullMarked
package dev.eksdsl.diff;

import org.jspecify.annotations.NullMarked;
