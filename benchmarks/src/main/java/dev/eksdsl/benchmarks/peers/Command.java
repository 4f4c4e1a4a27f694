package dev.eksdsl.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs commands to their ends and says what they cost.
 *
 * @param folder where they run, and where what they say is kept
 * @param environment beside this process's own; an empty value takes a variable away
 */
record Command(Path folder, Map<String, String> environment) {

    /** The kernel's unit of CPU time in /proc; the same on every Linux that people use. */
    private static final double TICKS_PER_SECOND = 100;

    /** Of /proc/self/stat, counted from behind the name: the user's and the system's time of children that have ended. */
    private static final int CHILDREN_USER = 13;

    private static final int CHILDREN_SYSTEM = 14;

    /**
     * Runs one command, and those that it starts. No other may run in this process at the same time.
     *
     * @throws IllegalStateException if it ends with another code than 0; tells what it said
     */
    Cost run(List<String> words) throws IOException {
        Path said = folder.resolve("said.txt");
        double cpu = cpuSecondsOfChildren();
        long begun = System.nanoTime();
        Process process = start(words, said.toFile());
        Footprint footprint = Footprint.of(process.toHandle());
        int code = await(process);
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (code != 0) {
            throw new IllegalStateException(
                    String.join(" ", words) + " ended with code " + code + ":\n" + Files.readString(said));
        }
        return new Cost(seconds, cpuSecondsOfChildren() - cpu, footprint.peakBytes());
    }

    private Process start(List<String> words, File said) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said);
        settle(builder.environment());
        return builder.start();
    }

    /** Gives a new process's environment what leads to the fake. */
    void settle(Map<String, String> own) {
        own.putAll(environment);
        own.values().removeIf(String::isEmpty);
    }

    private static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Of all children that have ended, and of their children that they waited for. */
    private static double cpuSecondsOfChildren() throws IOException {
        String line = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.UTF_8);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM])) / TICKS_PER_SECOND;
    }

    /** Whether a program is there and works. */
    static boolean works(String... words) {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return await(process) == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
