/**
 * Ways to change an object by a document: JSON patch, merge patch, strategic merge patch, and server-side apply with its
 * book of who manages which field. Entries: {@link dev.eksdsl.testing.kubernetes.api.patch.JsonPatch}, {@link
 * dev.eksdsl.testing.kubernetes.api.patch.MergePatch}, {@link
 * dev.eksdsl.testing.kubernetes.api.patch.StrategicMergePatch}, {@link
 * dev.eksdsl.testing.kubernetes.api.patch.FieldManagers}.
 */
@NullMarked
package dev.eksdsl.testing.kubernetes.api.patch;

import org.jspecify.annotations.NullMarked;
