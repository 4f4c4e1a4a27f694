/** Measures that nothing is lost, doubled or left behind: {@link dev.eksdsl.reliability.Reliability} runs the parts, each in a
 * package of its own. */
@NullMarked
package dev.eksdsl.reliability;

import org.jspecify.annotations.NullMarked;
