package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What storage drivers in clusters ask of EBS. Obtained from {@link CloudNetwork#volumes()}. */
public interface CloudVolumes {

    /**
     * A volume that a driver wants.
     *
     * @param zone the name of its zone
     * @param type such as {@code gp3}
     * @param iops operations per second; null for the type's own
     * @param throughput in MiB/s; null for the type's own
     */
    record Wish(
            String zone,
            int sizeGib,
            String type,
            @Nullable Integer iops,
            @Nullable Integer throughput,
            boolean encrypted,
            Map<String, String> tags) {}

    /**
     * Creates a volume.
     *
     * @return its id
     */
    String create(Caller caller, Wish wish);

    /** Attaches a volume to an instance; nothing happens if it is attached there already, or one of them is gone. */
    void attach(Caller caller, String volumeId, String instanceId);

    /** Detaches a volume from where it is; nothing happens if it is nowhere, or gone. */
    void detach(Caller caller, String volumeId);

    /** Deletes a volume; nothing happens if it is gone. Tells whether it is gone now: it is not while it is attached. */
    boolean delete(Caller caller, String volumeId);
}
