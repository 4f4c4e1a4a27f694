/**
 * AWS's wire protocols, seen from the server: {@link dev.eksdsl.testing.wire.WireRequest} in, typed SDK request out;
 * typed SDK response in, {@link dev.eksdsl.testing.wire.WireResponse} out. Driven by the SDK's own field descriptions
 * ({@code SdkPojo.sdkFields()}), for every operation of a service at once.
 */
@NullMarked
package dev.eksdsl.testing.wire;

import org.jspecify.annotations.NullMarked;
