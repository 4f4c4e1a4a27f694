package dev.eksdsl.fleet;

import dev.eksdsl.execute.ApplyHandle;
import java.util.concurrent.CompletableFuture;

/**
 * One cluster whose work begins.
 *
 * @param handle done when the work can be followed, and cancelled
 * @param underWay done when AWS has been read for it, whatever has come of that: from then on it mostly waits
 */
public record Beginning(CompletableFuture<ApplyHandle> handle, CompletableFuture<?> underWay) {

    /** Reads AWS first; there is something to follow from then on. */
    public static Beginning of(CompletableFuture<ApplyHandle> handle) {
        return new Beginning(handle, handle);
    }
}
