package dev.eksdsl.benchmarks.peers;

/**
 * What a stage cost the machine.
 *
 * @param seconds from its start to its end
 * @param cpuSeconds of its processes, user's and system's
 * @param peakBytes the most resident memory of the processes that ran at the same time
 */
record Cost(double seconds, double cpuSeconds, long peakBytes) {}
