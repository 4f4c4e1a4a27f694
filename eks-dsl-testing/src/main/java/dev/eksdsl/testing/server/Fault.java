package dev.eksdsl.testing.server;

import java.time.Duration;
import java.util.function.Function;

/** What happens to a call in place of, or after, its normal course. */
sealed interface Fault {

    /** Whether the call takes effect before. */
    boolean afterEffect();

    /** An error of the service, made for the call. */
    record Answer(String name, boolean afterEffect, Function<Call, AwsFault> error) implements Fault {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The connection breaks. */
    record Drop(boolean afterEffect) implements Fault {
        @Override
        public String toString() {
            return "drop " + when(this);
        }
    }

    /** No answer comes, and the client gives up at last. */
    record Hang(boolean afterEffect) implements Fault {
        @Override
        public String toString() {
            return "hang " + when(this);
        }
    }

    /** The process under test dies. */
    record Crash(boolean afterEffect) implements Fault {
        @Override
        public String toString() {
            return "crash " + when(this);
        }
    }

    /** The usual answer, but late. */
    record Delay(Duration duration) implements Fault {
        @Override
        public boolean afterEffect() {
            return true;
        }

        @Override
        public String toString() {
            return "delay of " + duration;
        }
    }

    private static String when(Fault fault) {
        return fault.afterEffect() ? "after the effect" : "before the effect";
    }
}
