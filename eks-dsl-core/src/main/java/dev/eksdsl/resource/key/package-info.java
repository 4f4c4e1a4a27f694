/** Keys of KMS that were made for a cluster. Entry type: {@link dev.eksdsl.resource.key.KeyType}. */
@NullMarked
package dev.eksdsl.resource.key;

import org.jspecify.annotations.NullMarked;
