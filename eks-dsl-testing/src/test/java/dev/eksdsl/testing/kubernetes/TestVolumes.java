package dev.eksdsl.testing.kubernetes;

import dev.eksdsl.testing.ec2.CloudVolumes;
import dev.eksdsl.testing.server.Caller;
import java.util.Map;
import java.util.TreeMap;

/** Volumes in memory: what was wished for, and where each is attached. */
final class TestVolumes implements CloudVolumes {

    final Map<String, Wish> volumes = new TreeMap<>();
    final Map<String, String> attached = new TreeMap<>();
    private int next = 1;

    @Override
    public String create(Caller caller, Wish wish) {
        String id = "vol-" + next++;
        volumes.put(id, wish);
        return id;
    }

    @Override
    public void attach(Caller caller, String volumeId, String instanceId) {
        attached.put(volumeId, instanceId);
    }

    @Override
    public void detach(Caller caller, String volumeId) {
        attached.remove(volumeId);
    }

    @Override
    public boolean delete(Caller caller, String volumeId) {
        if (attached.containsKey(volumeId)) {
            return false;
        }
        volumes.remove(volumeId);
        return true;
    }
}
