/**
 * Holds the documentation to the truth: every Java block compiles, runs where it says so, and prints what the page shows;
 * every link leads somewhere. Entry: {@code DocsTest}.
 */
@NullMarked
package dev.eksdsl.samples.docs;

import org.jspecify.annotations.NullMarked;
