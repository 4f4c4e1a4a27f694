package dev.eksdsl.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The memory of a process and of all that it starts, looked at while they run. */
final class Footprint extends Thread {

    private static final long PAUSE_MILLIS = 20;

    private static final int BYTES_IN_KIB = 1024;

    private final ProcessHandle process;
    private volatile long peak;

    private Footprint(ProcessHandle process) {
        super("footprint");
        this.process = process;
        setDaemon(true);
    }

    static Footprint of(ProcessHandle process) {
        Footprint footprint = new Footprint(process);
        footprint.start();
        return footprint;
    }

    /** The most that the processes that ran at the same time have taken, so far. */
    long peakBytes() {
        return peak;
    }

    @Override
    public void run() {
        try {
            while (process.isAlive()) {
                look();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each counts with the most it ever had, for that is seen however seldom one looks. */
    void look() {
        long together = Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(each -> mostResident(each.pid()))
                .sum();
        peak = Math.max(peak, together);
    }

    private static long mostResident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * BYTES_IN_KIB)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            // it has just ended
            return 0;
        }
    }
}
