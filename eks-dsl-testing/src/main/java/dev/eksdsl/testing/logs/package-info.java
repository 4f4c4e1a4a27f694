/**
 * The fake's CloudWatch Logs: groups, streams, events, filters and policies. Entry: {@link
 * dev.eksdsl.testing.logs.FakeLogs}; other services of the fake write through {@link dev.eksdsl.testing.logs.LogSink}.
 */
@NullMarked
package dev.eksdsl.testing.logs;

import org.jspecify.annotations.NullMarked;
