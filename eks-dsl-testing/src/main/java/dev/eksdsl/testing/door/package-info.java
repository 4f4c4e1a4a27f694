/**
 * The doors of the fake AWS: how requests reach {@link dev.eksdsl.testing.server.FakeServer}. {@link
 * dev.eksdsl.testing.door.InMemoryDoor} is for SDK clients in the same process, {@link
 * dev.eksdsl.testing.door.HttpDoor} for everybody else.
 */
@NullMarked
package dev.eksdsl.testing.door;

import org.jspecify.annotations.NullMarked;
