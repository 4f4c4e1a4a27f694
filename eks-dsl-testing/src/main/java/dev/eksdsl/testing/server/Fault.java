package dev.eksdsl.testing.server;

import java.util.function.Function;

/** What happens to a call in place of, or after, its normal course. */
sealed interface Fault {

    /** Whether the call takes effect before. */
    boolean afterEffect();

    /** An error of the service, made for the call. */
    record Answer(boolean afterEffect, Function<Call, AwsFault> error) implements Fault {}

    /** The connection breaks. */
    record Drop(boolean afterEffect) implements Fault {}

    /** The process under test dies. */
    record Crash(boolean afterEffect) implements Fault {}
}
