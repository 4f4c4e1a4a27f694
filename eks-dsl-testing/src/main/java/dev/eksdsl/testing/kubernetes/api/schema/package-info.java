/**
 * What the API knows of its kinds: the resources ({@link dev.eksdsl.testing.kubernetes.api.schema.ResourceTypes}) and
 * their fields ({@link dev.eksdsl.testing.kubernetes.api.schema.StructType}), read from two tables, and the decoder that
 * brings any JSON into a kind's form.
 */
@NullMarked
package dev.eksdsl.testing.kubernetes.api.schema;

import org.jspecify.annotations.NullMarked;
