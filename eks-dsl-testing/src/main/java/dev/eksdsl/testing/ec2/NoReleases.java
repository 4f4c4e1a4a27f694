package dev.eksdsl.testing.ec2;

import java.time.Instant;
import java.util.List;

/** No Kubernetes version has images. */
final class NoReleases implements NodeImages.Releases {

    @Override
    public List<String> versions(Instant moment) {
        return List.of();
    }

    @Override
    public String release(String version, Instant moment) {
        throw new IllegalArgumentException("no images for " + version);
    }
}
