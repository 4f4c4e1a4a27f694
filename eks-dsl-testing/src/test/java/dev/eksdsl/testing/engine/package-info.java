/** What the whole library does against the fake AWS, through its public API and in virtual time. */
@NullMarked
package dev.eksdsl.testing.engine;

import org.jspecify.annotations.NullMarked;
