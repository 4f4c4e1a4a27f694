/**
 * Time as a value that can be driven: {@link dev.eksdsl.time.Timeline} is the only clock and the only scheduler of the
 * library. {@link dev.eksdsl.time.SystemTimeline} runs on real time, {@link dev.eksdsl.time.VirtualTimeline} jumps from
 * one scheduled moment to the next. Uses nothing else of the library.
 */
@NullMarked
package dev.eksdsl.time;

import org.jspecify.annotations.NullMarked;
