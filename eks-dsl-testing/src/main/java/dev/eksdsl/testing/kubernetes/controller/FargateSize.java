package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * How large a machine Fargate gives a Pod: the smallest of its combinations that holds the requests and 256 MiB for
 * Kubernetes' own components (EKS user guide, "Fargate Pod configuration").
 *
 * @param cpuMilli CPU in thousandths of a core
 * @param memoryMib memory in MiB
 */
record FargateSize(long cpuMilli, long memoryMib) {

    private static final long OVERHEAD_MIB = 256;
    private static final long GIB = 1024;

    /** CPU, least memory, most memory and the step between, in MiB. */
    private record Range(long cpuMilli, long least, long most, long step) {}

    private static final List<Range> RANGES = List.of(
            new Range(250, GIB / 2, GIB / 2, GIB),
            new Range(250, GIB, 2 * GIB, GIB),
            new Range(500, GIB, 4 * GIB, GIB),
            new Range(1000, 2 * GIB, 8 * GIB, GIB),
            new Range(2000, 4 * GIB, 16 * GIB, GIB),
            new Range(4000, 8 * GIB, 30 * GIB, GIB),
            new Range(8000, 16 * GIB, 60 * GIB, 4 * GIB),
            new Range(16000, 32 * GIB, 120 * GIB, 8 * GIB));

    static FargateSize of(JsonNode pod) {
        Pods.Requests requests = Pods.requests(pod);
        long memory = (requests.memoryBytes() >> 20) + OVERHEAD_MIB;
        for (Range range : RANGES) {
            if (requests.cpuMilli() <= range.cpuMilli() && memory <= range.most()) {
                long above = Math.max(0, memory - range.least());
                long steps = (above + range.step() - 1) / range.step();
                return new FargateSize(range.cpuMilli(), range.least() + steps * range.step());
            }
        }
        Range largest = RANGES.get(RANGES.size() - 1);
        return new FargateSize(largest.cpuMilli(), largest.most());
    }

    /** As the Pod's annotation CapacityProvisioned says it: {@code 0.25vCPU 0.5GB}. */
    String annotation() {
        return decimal(cpuMilli / 1000.0) + "vCPU " + decimal(memoryMib / 1024.0) + "GB";
    }

    private static String decimal(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
