/**
 * AssertJ assertions on plans and reports, for tests of one's own declarations: {@link
 * dev.eksdsl.testing.assertions.EksAssertions} is the entry.
 */
@NullMarked
package dev.eksdsl.testing.assertions;

import org.jspecify.annotations.NullMarked;
