/**
 * The core of the fake AWS, with no transport: finds service, account, region and operation of a request, applies
 * faults, calls the {@link dev.eksdsl.testing.server.Handler}, records the call. Services plug in as {@link
 * dev.eksdsl.testing.server.FakeService}.
 */
@NullMarked
package dev.eksdsl.testing.server;

import org.jspecify.annotations.NullMarked;
