/**
 * The fake's Key Management Service. The API is {@link dev.eksdsl.testing.kms.FakeKms}; other services ask about keys through
 * {@link dev.eksdsl.testing.kms.Keys}.
 */
@NullMarked
package dev.eksdsl.testing.kms;

import org.jspecify.annotations.NullMarked;
