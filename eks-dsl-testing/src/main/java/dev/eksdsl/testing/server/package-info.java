/**
 * The core of the fake AWS, with no transport: finds service, account, region and operation of a request, applies
 * faults, calls the {@link dev.eksdsl.testing.server.Handler}, records the call. Services plug in as {@link
 * dev.eksdsl.testing.server.FakeService}.
 *
 * <p>{@link dev.eksdsl.testing.server.World} is what all of it lives in: the lock, the time and what is due in it, ids. What
 * services share lies here as well: {@link dev.eksdsl.testing.server.Page} for listings, {@link
 * dev.eksdsl.testing.server.IdempotencyTokens} for client tokens, {@link dev.eksdsl.testing.server.Quotas}, {@link
 * dev.eksdsl.testing.server.TableFile} for data.
 */
@NullMarked
package dev.eksdsl.testing.server;

import org.jspecify.annotations.NullMarked;
