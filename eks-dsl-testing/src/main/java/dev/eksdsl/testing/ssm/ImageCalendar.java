package dev.eksdsl.testing.ssm;

import java.time.Instant;
import java.util.List;

/** For which Kubernetes versions AWS publishes images at a moment. */
public interface ImageCalendar {

    /** The Kubernetes versions that EKS offers at the moment, such as {@code 1.35}. */
    List<String> versions(Instant moment);

    /** The newest release of the images for a version, such as {@code 1.35.2-20261101}. */
    String release(String version, Instant moment);
}
