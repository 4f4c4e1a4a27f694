/** Where objects lie: {@link dev.eksdsl.testing.kubernetes.api.store.ObjectStore}, with its revisions and its history. */
@NullMarked
package dev.eksdsl.testing.kubernetes.api.store;

import org.jspecify.annotations.NullMarked;
