package dev.eksdsl.testing.ssm;

import dev.eksdsl.testing.ec2.NodeImages;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The public parameters that name the images of EKS nodes: every image family for every Kubernetes version that it is
 * published for (EKS user guide, "Retrieve recommended AMI IDs"). The images themselves are EC2's.
 */
final class PublicImages {

    private static final String ID = "/image_id";

    private final NodeImages images;

    PublicImages(NodeImages images) {
        this.images = images;
    }

    /** All parameters' values by name, in the order of names. */
    SortedMap<String, String> at(Instant moment, String region) {
        SortedMap<String, String> parameters = new TreeMap<>();
        for (NodeImages.NodeImage image : images.newest(moment, region)) {
            String name = image.parameter();
            parameters.put(name, image.id());
            if (name.endsWith("/recommended" + ID)) {
                parameters.put(name.substring(0, name.length() - ID.length()) + "/release_version", image.release());
            }
        }
        return parameters;
    }
}
