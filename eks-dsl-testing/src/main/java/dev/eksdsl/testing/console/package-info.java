/**
 * What a person does by hand in the AWS console, past whatever manages the account: one line for each change, for tests of
 * drift. {@link dev.eksdsl.testing.FakeAws#console()} gives the {@link dev.eksdsl.testing.console.Console}.
 */
@NullMarked
package dev.eksdsl.testing.console;

import org.jspecify.annotations.NullMarked;
