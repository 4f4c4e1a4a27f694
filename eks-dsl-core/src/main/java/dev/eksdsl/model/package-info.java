/**
 * Small values that every other package speaks of: {@link dev.eksdsl.model.ResourceId}, {@link dev.eksdsl.model.Input} and
 * {@link dev.eksdsl.model.Output}, {@link dev.eksdsl.model.Problem} and its collector {@link dev.eksdsl.model.Problems},
 * and the root of the library's exceptions, {@link dev.eksdsl.model.EksDslException}. Uses nothing else of the library.
 */
@NullMarked
package dev.eksdsl.model;

import org.jspecify.annotations.NullMarked;
