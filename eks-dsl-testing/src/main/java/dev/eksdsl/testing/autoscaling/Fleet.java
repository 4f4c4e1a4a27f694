package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the parts of Auto Scaling share: the world, EC2, the groups of each account and region, and who listens. */
final class Fleet {

    final World world;
    final CloudNetwork network;
    final List<AutoScalingGroups.Listener> listeners = new ArrayList<>();
    private final Map<Caller, RegionalGroups> places = new LinkedHashMap<>();

    Fleet(World world, CloudNetwork network) {
        this.world = world;
        this.network = network;
    }

    RegionalGroups in(Caller caller) {
        return places.computeIfAbsent(RegionalGroups.key(caller), key -> new RegionalGroups());
    }

    Collection<RegionalGroups> all() {
        return places.values();
    }

    Instant now() {
        return world.now();
    }

    Duration duration(Durations.Of what) {
        return world.durations().of(what);
    }

    String newId() {
        return world.ids().uuid().toString();
    }

    /** An ARN of Auto Scaling. */
    String arn(Caller owner, String kind, String rest) {
        return owner.arn("autoscaling", kind + ":" + newId() + ":" + rest);
    }

    /** The ARN of the role that Auto Scaling acts with unless a group names another. */
    static String serviceRole(Caller owner) {
        return owner.globalArn("iam", "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling");
    }

    void clear() {
        places.values().forEach(place -> place.groups.values().forEach(group -> group.gone = true));
        places.clear();
    }
}
