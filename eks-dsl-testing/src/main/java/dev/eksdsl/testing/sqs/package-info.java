/**
 * The fake's Simple Queue Service: standard and FIFO queues, in the fake's time. Entry: {@link
 * dev.eksdsl.testing.sqs.FakeSqs}; other services send through {@link dev.eksdsl.testing.sqs.MessageQueues}.
 */
@NullMarked
package dev.eksdsl.testing.sqs;

import org.jspecify.annotations.NullMarked;
