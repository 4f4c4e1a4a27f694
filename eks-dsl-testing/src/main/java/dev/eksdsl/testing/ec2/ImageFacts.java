package dev.eksdsl.testing.ec2;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What EC2 needs to know of an image.
 *
 * @param architecture {@code x86_64} or {@code arm64}
 * @param rootDevice the name of the root volume's device
 * @param disks the volumes that come with the image, the root one first
 */
record ImageFacts(
        String id,
        String name,
        String description,
        String ownerId,
        @Nullable String ownerAlias,
        String architecture,
        String platform,
        String rootDevice,
        List<Disk> disks,
        Instant created) {

    /** A volume that comes with an image. */
    record Disk(String device, int sizeGib, String snapshotId, String volumeType) {}

    boolean isWindows() {
        return platform.equals("Windows");
    }

    /** What is taken of an image that is known by its id alone: Linux with one volume of 8 GiB. */
    static ImageFacts unknown(String id) {
        String snapshot = "snap-" + (id.startsWith("ami-") ? id.substring("ami-".length()) : id);
        return new ImageFacts(
                id,
                id,
                "",
                "amazon",
                null,
                "x86_64",
                "Linux/UNIX",
                "/dev/xvda",
                List.of(new Disk("/dev/xvda", 8, snapshot, "gp3")),
                Instant.EPOCH);
    }
}
