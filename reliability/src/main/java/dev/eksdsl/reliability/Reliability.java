package dev.eksdsl.reliability;

import dev.eksdsl.reliability.matrix.MatrixProgram;
import dev.eksdsl.reliability.sockets.Kills;
import dev.eksdsl.reliability.sockets.Processes;
import dev.eksdsl.reliability.sockets.Sockets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The command line: {@code java -jar reliability.jar PART [OPTIONS]}; {@code parts} tells which there are. */
public final class Reliability {

    private static final Map<String, Consumer<String[]>> PARTS = new TreeMap<>(Map.of(
            "matrix", MatrixProgram::matrix,
            "pairs", MatrixProgram::pairs,
            "sockets", Sockets::main,
            "kills", Kills::main,
            "processes", Processes::main));

    private Reliability() {}

    public static void main(String[] arguments) {
        if (arguments.length == 1 && arguments[0].equals("parts")) {
            PARTS.keySet().forEach(System.out::println);
            return;
        }
        Consumer<String[]> part = arguments.length == 0 ? null : PARTS.get(arguments[0]);
        if (part == null) {
            System.err.println("say which part to run: " + PARTS.keySet());
            System.exit(2);
            return;
        }
        part.accept(arguments);
    }
}
