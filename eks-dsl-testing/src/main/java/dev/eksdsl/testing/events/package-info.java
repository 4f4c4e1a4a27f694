/**
 * The fake's EventBridge: buses, rules with event patterns, and targets that events really reach. Entry: {@link
 * dev.eksdsl.testing.events.FakeEvents}; other services of the fake tell of events through {@link
 * dev.eksdsl.testing.events.EventSink}.
 */
@NullMarked
package dev.eksdsl.testing.events;

import org.jspecify.annotations.NullMarked;
