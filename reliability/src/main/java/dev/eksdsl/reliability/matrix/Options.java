package dev.eksdsl.reliability.matrix;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * What the command line asks for.
 *
 * @param points only these; none for all that there are
 * @param stages the stages to go through
 * @param count how many pairs
 * @param sampled only one point for each operation and each kind of what goes wrong
 */
record Options(List<Point> points, List<Stage> stages, long seed, int count, boolean sampled) {

    static final String USAGE =
            "[--point POINT] [--stage apply|change|destroy] [--seed NUMBER] [--count PAIRS] [--sample]";

    /** @throws IllegalArgumentException if it is not understood */
    static Options of(String[] arguments) {
        Queue<String> words = new ArrayDeque<>(Arrays.asList(arguments).subList(1, arguments.length));
        Options options = new Options(List.of(), List.of(Stage.values()), 1, 2000, false);
        while (!words.isEmpty()) {
            options = options.with(words.remove(), words);
        }
        return options;
    }

    private Options with(String name, Queue<String> values) {
        return switch (name) {
            case "--point" -> new Options(List.of(Point.of(values.remove())), stages, seed, count, sampled);
            case "--stage" -> new Options(points, List.of(Stage.of(values.remove())), seed, count, sampled);
            case "--seed" -> new Options(points, stages, Long.parseLong(values.remove()), count, sampled);
            case "--count" -> new Options(points, stages, seed, Integer.parseInt(values.remove()), sampled);
            case "--sample" -> new Options(points, stages, seed, count, true);
            default -> throw new IllegalArgumentException("there is no option " + name + "; there are " + USAGE);
        };
    }
}
