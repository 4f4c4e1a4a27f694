package dev.eksdsl.reliability.sockets;

import java.io.PrintStream;
import java.util.function.BiPredicate;

/** How a part runs as a program: with code 1 if a point failed, with code 2 if its options are wrong. */
final class PartMain {

    private PartMain() {}

    static void run(BiPredicate<String[], PrintStream> part, String[] arguments) {
        try {
            System.exit(part.test(arguments, System.out) ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
