package dev.eksdsl.reliability.sockets;

import java.util.List;
import java.util.function.Predicate;

/**
 * Sums up harmed lives.
 *
 * @param writes how many writes a life has
 * @param reads how many reads
 */
record HarmTable(long writes, long reads) {

    String of(List<HarmedLife.Result> lives) {
        Table table = new Table("harm", "writes harmed, of " + writes, "reads harmed", "in lives that did not heal");
        for (Harm harm : Harm.values()) {
            table.row(
                    harm,
                    count(lives, harm, point -> !point.isRead()),
                    count(lives, harm, Point::isRead),
                    count(broken(lives), harm, point -> true));
        }
        return table
                + "\n\n%d lives of %d writes and %d reads; %d healed, %d stages were applied a second time"
                        .formatted(
                                lives.size(),
                                writes,
                                reads,
                                lives.size() - broken(lives).size(),
                                lives.stream()
                                        .mapToInt(life -> life.again().size())
                                        .sum());
    }

    private static List<HarmedLife.Result> broken(List<HarmedLife.Result> lives) {
        return lives.stream().filter(life -> !life.complaints().isEmpty()).toList();
    }

    private static long count(List<HarmedLife.Result> lives, Harm harm, Predicate<Point> which) {
        return lives.stream()
                .flatMap(life -> life.struck().entrySet().stream())
                .filter(struck -> struck.getValue() == harm && which.test(struck.getKey()))
                .count();
    }
}
