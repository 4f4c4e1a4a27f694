package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.ec2.CloudNetwork.InstanceView;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;

/**
 * What other services of the fake ask of Auto Scaling, beside its API. Implemented by {@link FakeAutoScaling}. To be called
 * with the world's lock held.
 */
public interface AutoScalingGroups {

    /**
     * A group that a service wants.
     *
     * @param templateId the launch template
     * @param templateVersion the number of its version
     * @param instanceTypes the types to choose from, best first
     * @param spot whether all instances are Spot instances; otherwise none is
     * @param tags tags that the instances get as well
     * @param hooks lifecycle hooks, which the service completes itself
     */
    record Wanted(
            String name,
            String templateId,
            String templateVersion,
            List<String> instanceTypes,
            boolean spot,
            List<String> subnetIds,
            int min,
            int max,
            int desired,
            Map<String, String> tags,
            List<LifecycleHookSpecification> hooks) {}

    /**
     * A group as other services see it.
     *
     * @param instanceIds instances that count towards the desired capacity
     * @param refusal why EC2 refused the latest launch; empty once one has succeeded
     */
    record GroupView(
            String name,
            String arn,
            int min,
            int max,
            int desired,
            List<String> instanceIds,
            Optional<AwsFault> refusal) {}

    /** Creates a group; its instances start at once, as far as EC2 lets them. */
    void create(Caller owner, Wanted wanted);

    Optional<GroupView> group(Caller owner, String name);

    /** Sets the sizes; what has to start or to go does so at once. Nothing happens if the group is gone. */
    void resize(Caller owner, String name, int min, int max, int desired);

    /** Lets new instances come from another version of the launch template. Nothing happens if the group is gone. */
    void template(Caller owner, String name, String templateId, String templateVersion);

    /**
     * Terminates an instance of a group.
     *
     * @param shrink whether the desired capacity goes down with it; otherwise another one takes its place
     */
    void terminate(Caller owner, String name, String instanceId, boolean shrink);

    /** Completes a lifecycle action with CONTINUE. Nothing happens if the instance does not wait for the hook. */
    void proceed(Caller owner, String name, String instanceId, String hook);

    /** Says that an instance is ill, so that the group replaces it. */
    void unhealthy(Caller owner, String instanceId);

    /** Terminates all instances of a group and deletes it, at once. Nothing happens if the group is gone. */
    void delete(Caller owner, String name);

    /** Tells of the instances of all groups. */
    void onChange(Listener listener);

    /** Hears of instances that groups start and lose. */
    interface Listener {

        /** An instance of the group has been started by EC2. */
        void started(Caller owner, String group, InstanceView instance, String instanceType);

        /**
         * An instance waits for the group's lifecycle hooks.
         *
         * @param launching whether it has been started; otherwise it is to be terminated
         */
        void waits(Caller owner, String group, String instanceId, boolean launching);

        /** An instance of the group is about to be terminated, or is gone already. */
        void leaving(Caller owner, String group, String instanceId);
    }
}
