/**
 * The fake's Resource Groups Tagging API, over all services of the fake. The API is {@link
 * dev.eksdsl.testing.tagging.FakeTagging}.
 */
@NullMarked
package dev.eksdsl.testing.tagging;

import org.jspecify.annotations.NullMarked;
