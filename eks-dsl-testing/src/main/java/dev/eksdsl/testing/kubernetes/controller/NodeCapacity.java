package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.ec2.CloudNetwork.InstanceTypeView;

/**
 * What a node has, and what of it Pods may use.
 *
 * @param cpuMilli CPU in thousandths of a core
 * @param memoryKib memory in KiB
 * @param allocatableCpuMilli CPU for Pods
 * @param allocatableMemoryKib memory for Pods, in KiB
 * @param pods most Pods
 * @param diskKib ephemeral storage in KiB; 0 leaves it out
 */
record NodeCapacity(
        long cpuMilli, long memoryKib, long allocatableCpuMilli, long allocatableMemoryKib, int pods, long diskKib) {

    private static final long MIB = 1024;

    /** Root volume of a managed node group unless its launch template says otherwise: 20 GiB. */
    private static final long ROOT_VOLUME_KIB = 20 * MIB * MIB;

    /**
     * The reservations of the EKS AMI: memory 255 MiB + 11 MiB for each Pod and 100 MiB for eviction; CPU 6 % of the
     * first core, 1 % of the second, 0.5 % of the next two, 0.25 % of the rest (awslabs/amazon-eks-ami, nodeadm).
     */
    static NodeCapacity of(InstanceTypeView type) {
        // the hypervisor and the kernel keep about 2.5 % of what EC2 calls the instance's memory
        long memory = type.memoryMib() * MIB * 975 / 1000;
        long reserved = (255 + 11L * type.maxPods() + 100) * MIB;
        return new NodeCapacity(
                type.vcpus() * 1000L,
                memory,
                type.vcpus() * 1000L - reservedCpu(type.vcpus()),
                Math.max(0, memory - reserved),
                type.maxPods(),
                ROOT_VOLUME_KIB);
    }

    private static long reservedCpu(int cores) {
        double percent = 0;
        for (int core = 1; core <= cores; core++) {
            percent += core == 1 ? 6 : core == 2 ? 1 : core <= 4 ? 0.5 : 0.25;
        }
        return Math.round(percent * 10);
    }

    void write(ObjectNode status) {
        ObjectNode capacity = status.putObject("capacity");
        capacity.put("cpu", cores(cpuMilli)).put("memory", memoryKib + "Ki").put("pods", String.valueOf(pods));
        ObjectNode allocatable = status.putObject("allocatable");
        allocatable
                .put("cpu", cores(allocatableCpuMilli))
                .put("memory", allocatableMemoryKib + "Ki")
                .put("pods", String.valueOf(pods));
        if (diskKib > 0) {
            capacity.put("ephemeral-storage", diskKib + "Ki");
            allocatable.put("ephemeral-storage", String.valueOf(diskKib * 1024 * 9 / 10));
        }
    }

    private static String cores(long milli) {
        return milli % 1000 == 0 ? String.valueOf(milli / 1000) : milli + "m";
    }
}
