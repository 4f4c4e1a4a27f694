package dev.eksdsl.testing.logs;

import dev.eksdsl.testing.server.Caller;

/** What other services of the fake write into log groups. Called with the world's lock held. */
public interface LogSink {

    /** Nothing is written: for a world without CloudWatch Logs. */
    LogSink NONE = new LogSink() {
        @Override
        public void put(String logGroupArn, String stream, String message) {
            // nowhere to write to
        }

        @Override
        public void open(Caller owner, String group, String stream) {
            // nowhere to open
        }
    };

    /**
     * Writes one message of now; makes the stream if it is not there. A message for a group that is not there is lost.
     *
     * @param logGroupArn the group's ARN, with or without {@code :*} at its end
     */
    void put(String logGroupArn, String stream, String message);

    /**
     * Makes a stream, and its group if that is not there, as EKS does for the logs of a control plane.
     *
     * @param group the group's name, such as {@code /aws/eks/demo/cluster}
     * @param stream the stream's name, such as {@code kube-apiserver-} and 32 hexadecimal digits
     */
    void open(Caller owner, String group, String stream);
}
