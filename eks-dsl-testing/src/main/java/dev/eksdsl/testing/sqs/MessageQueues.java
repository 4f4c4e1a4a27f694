package dev.eksdsl.testing.sqs;

import org.jspecify.annotations.Nullable;

/** What other services of the fake do with queues. Called with the world's lock held. */
public interface MessageQueues {

    /** Nothing is delivered: for a world without SQS. */
    MessageQueues NONE = (queueArn, sender, sourceArn, body, groupId) -> false;

    /**
     * Sends a message.
     *
     * @param queueArn the queue, in any account and region
     * @param sender the service that sends, such as {@code events.amazonaws.com}: the queue's policy must allow it
     * @param sourceArn on whose behalf, such as the ARN of a rule; the policy may name it
     * @param groupId the message group of a FIFO queue; null for a standard one
     * @return whether the queue took it; not if it does not exist, or its policy does not let the sender
     */
    boolean send(String queueArn, String sender, String sourceArn, String body, @Nullable String groupId);
}
