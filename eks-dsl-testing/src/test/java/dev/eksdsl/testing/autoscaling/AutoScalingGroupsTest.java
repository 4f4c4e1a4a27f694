package dev.eksdsl.testing.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

class AutoScalingGroupsTest {

    private final Groups groups = new Groups();

    private static void refused(String code, String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AutoScalingException.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
        });
    }

    @Test
    void newGroup_spreadsItsInstancesOverTheZones() {
        groups.client.createAutoScalingGroup(groups.wanted("web", 4, 6)
                .tags(tag -> tag.key("team").value("a").propagateAtLaunch(true))
                .build());
        assertThat(groups.group("web").instances()).isEmpty();
        groups.settle();

        AutoScalingGroup group = groups.group("web");
        assertThat(group.desiredCapacity()).isEqualTo(4);
        assertThat(group.autoScalingGroupARN())
                .matches("arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:[0-9a-f-]{36}:"
                        + "autoScalingGroupName/web");
        assertThat(group.availabilityZones()).containsExactly("us-east-1a", "us-east-1b");
        assertThat(group.instances()).extracting(Instance::lifecycleState).containsOnly(LifecycleState.IN_SERVICE);
        Map<String, Long> zones = group.instances().stream()
                .collect(Collectors.groupingBy(Instance::availabilityZone, Collectors.counting()));
        assertThat(zones).isEqualTo(Map.of("us-east-1a", 2L, "us-east-1b", 2L));
        var tags = groups.ec2
                .describeInstances()
                .reservations()
                .get(0)
                .instances()
                .get(0)
                .tags();
        assertThat(tags).anySatisfy(tag -> assertThat(tag.value()).isEqualTo("web"));
        assertThat(tags).anySatisfy(tag -> assertThat(tag.key()).isEqualTo("team"));
        assertThat(groups.activities("web"))
                .hasSize(4)
                .extracting(Activity::statusCode)
                .containsOnly(ScalingActivityStatusCode.SUCCESSFUL);
    }

    @Test
    void terminatedInstance_isReplaced() {
        groups.running("web", 2, 3);
        String lost = groups.instances("web").get(0);
        groups.ec2.terminateInstances(request -> request.instanceIds(lost));
        groups.settle();
        assertThat(groups.instances("web")).hasSize(2).doesNotContain(lost);
        assertThat(groups.activities("web"))
                .anySatisfy(activity -> assertThat(activity.cause()).contains("EC2 health check"));
    }

    @Test
    void zoneWithoutCapacity_isPassedOver_andToldInAnActivity() {
        groups.cloud.capacity().none("m6i.large", "us-east-1a");
        groups.running("web", 2, 2);
        assertThat(groups.group("web").instances())
                .hasSize(2)
                .extracting(Instance::availabilityZone)
                .containsOnly("us-east-1b");
        assertThat(groups.activities("web")).anySatisfy(activity -> {
            assertThat(activity.statusCode()).isEqualTo(ScalingActivityStatusCode.FAILED);
            assertThat(activity.statusMessage())
                    .contains("do not have sufficient m6i.large capacity")
                    .endsWith("Launching EC2 instance failed.");
        });
    }

    @Test
    void capacityThatComesBack_isUsed() {
        groups.cloud.capacity().noneFor(Duration.ofMinutes(5), "*", "*");
        groups.client.createAutoScalingGroup(groups.wanted("web", 1, 1).build());
        groups.settle();
        assertThat(groups.group("web").instances()).isEmpty();
        groups.aws.pass(Duration.ofMinutes(5));
        assertThat(groups.group("web").instances()).hasSize(1);
    }

    @Test
    void desiredCapacity_movesWithinBounds() {
        groups.running("web", 1, 3);
        groups.client.setDesiredCapacity(
                request -> request.autoScalingGroupName("web").desiredCapacity(3));
        groups.settle();
        assertThat(groups.instances("web")).hasSize(3);
        groups.client.updateAutoScalingGroup(
                request -> request.autoScalingGroupName("web").maxSize(2));
        groups.settle();
        assertThat(groups.instances("web")).hasSize(2);
        refused(
                "ValidationError",
                "New SetDesiredCapacity value 5 is above max value 2 for the AutoScalingGroup.",
                () -> groups.client.setDesiredCapacity(
                        request -> request.autoScalingGroupName("web").desiredCapacity(5)));
    }

    @Test
    void protectedInstance_staysWhenTheGroupShrinks() {
        groups.running("web", 1, 3);
        groups.client.setDesiredCapacity(
                request -> request.autoScalingGroupName("web").desiredCapacity(3));
        groups.settle();
        String kept = groups.instances("web").get(1);
        groups.client.setInstanceProtection(
                request -> request.autoScalingGroupName("web").instanceIds(kept).protectedFromScaleIn(true));
        groups.client.setDesiredCapacity(
                request -> request.autoScalingGroupName("web").desiredCapacity(1));
        groups.settle();
        assertThat(groups.instances("web")).containsExactly(kept);
    }

    @Test
    void suspendedLaunch_waitsForResume() {
        groups.running("web", 1, 3);
        groups.client.suspendProcesses(
                request -> request.autoScalingGroupName("web").scalingProcesses("Launch"));
        groups.client.setDesiredCapacity(
                request -> request.autoScalingGroupName("web").desiredCapacity(2));
        groups.settle();
        assertThat(groups.instances("web")).hasSize(1);
        groups.client.resumeProcesses(request -> request.autoScalingGroupName("web"));
        groups.settle();
        assertThat(groups.instances("web")).hasSize(2);
    }

    @Test
    void hook_holdsTheInstanceUntilItIsCompleted() {
        groups.client.createAutoScalingGroup(groups.wanted("web", 1, 1)
                .lifecycleHookSpecificationList(hook -> hook.lifecycleHookName("warm")
                        .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING")
                        .heartbeatTimeout(600))
                .build());
        groups.settle();
        String id = groups.instances("web").get(0);
        assertThat(groups.group("web").instances().get(0).lifecycleState()).isEqualTo(LifecycleState.PENDING_WAIT);
        groups.client.completeLifecycleAction(request -> request.autoScalingGroupName("web")
                .lifecycleHookName("warm")
                .instanceId(id)
                .lifecycleActionResult("CONTINUE"));
        assertThat(groups.group("web").instances().get(0).lifecycleState()).isEqualTo(LifecycleState.IN_SERVICE);
    }

    @Test
    void hookThatTimesOut_abandonsTheInstance() {
        groups.client.createAutoScalingGroup(groups.wanted("web", 1, 1)
                .lifecycleHookSpecificationList(hook -> hook.lifecycleHookName("warm")
                        .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING")
                        .heartbeatTimeout(300))
                .build());
        groups.settle();
        String first = groups.instances("web").get(0);
        groups.aws.pass(Duration.ofMinutes(5));
        assertThat(groups.instances("web")).doesNotContain(first);
    }

    @Test
    void standby_takesAnInstanceOutOfTheCount() {
        groups.running("web", 1, 3);
        String id = groups.instances("web").get(0);
        groups.client.updateAutoScalingGroup(
                request -> request.autoScalingGroupName("web").minSize(0));
        groups.client.enterStandby(
                request -> request.autoScalingGroupName("web").instanceIds(id).shouldDecrementDesiredCapacity(true));
        groups.settle();
        assertThat(groups.group("web").desiredCapacity()).isZero();
        assertThat(groups.group("web").instances().get(0).lifecycleState()).isEqualTo(LifecycleState.STANDBY);
        groups.client.exitStandby(request -> request.autoScalingGroupName("web").instanceIds(id));
        groups.settle();
        assertThat(groups.group("web").desiredCapacity()).isEqualTo(1);
        assertThat(groups.instances("web")).containsExactly(id);
    }

    @Test
    void groupWithInstances_isDeletedOnlyByForce() {
        groups.running("web", 1, 1);
        refused(
                "ResourceInUse",
                "while there are instances",
                () -> groups.client.deleteAutoScalingGroup(request -> request.autoScalingGroupName("web")));
        groups.client.deleteAutoScalingGroup(
                request -> request.autoScalingGroupName("web").forceDelete(true));
        assertThat(groups.group("web").status()).isEqualTo("Delete in progress");
        groups.settle();
        assertThat(groups.service.inventory()).isEmpty();
        assertThat(groups.cloud.inventory()).noneMatch(item -> item.type().equals("instance"));
    }

    @Test
    void badRequests_areRefusedInAwsWords() {
        groups.running("web", 1, 1);
        refused(
                "AlreadyExists",
                "AutoScalingGroup by this name already exists",
                () -> groups.client.createAutoScalingGroup(
                        groups.wanted("web", 1, 1).build()));
        refused(
                "ValidationError",
                "Max bound, 1, must be greater than or equal to min bound, 2",
                () -> groups.client.createAutoScalingGroup(
                        groups.wanted("new", 2, 1).build()));
        refused(
                "ValidationError",
                "Desired capacity:5 must be between the specified min size:1 and max size:2",
                () -> groups.client.createAutoScalingGroup(
                        groups.wanted("new", 1, 2).desiredCapacity(5).build()));
        refused(
                "ValidationError",
                "Valid requests must contain either LaunchTemplate",
                () -> groups.client.createAutoScalingGroup(groups.wanted("new", 1, 2)
                        .launchConfigurationName("both")
                        .build()));
        refused(
                "ValidationError",
                "does not exist",
                () -> groups.client.createAutoScalingGroup(groups.wanted("new", 1, 2)
                        .launchTemplate(specification -> specification.launchTemplateName("absent"))
                        .build()));
        refused(
                "ValidationError",
                "The subnet ID 'subnet-x' does not exist",
                () -> groups.client.createAutoScalingGroup(
                        groups.wanted("new", 1, 2).vpcZoneIdentifier("subnet-x").build()));
        refused(
                "ValidationError",
                "AutoScalingGroup name not found - null",
                () -> groups.client.updateAutoScalingGroup(
                        request -> request.autoScalingGroupName("absent").maxSize(1)));
    }

    @Test
    void groups_areFoundByTagAndPaged() {
        for (String name : List.of("a", "b", "c")) {
            groups.client.createAutoScalingGroup(groups.wanted(name, 0, 1)
                    .tags(tag -> tag.key("owner").value(name.equals("c") ? "x" : "y"))
                    .build());
        }
        assertThat(groups.client
                        .describeAutoScalingGroups(request -> request.filters(
                                filter -> filter.name("tag:owner").values("y")))
                        .autoScalingGroups())
                .extracting(AutoScalingGroup::autoScalingGroupName)
                .containsExactly("a", "b");
        var first = groups.client.describeAutoScalingGroups(request -> request.maxRecords(2));
        assertThat(first.autoScalingGroups()).hasSize(2);
        assertThat(groups.client
                        .describeAutoScalingGroups(
                                request -> request.maxRecords(2).nextToken(first.nextToken()))
                        .autoScalingGroups())
                .extracting(AutoScalingGroup::autoScalingGroupName)
                .containsExactly("c");
        refused(
                "InvalidNextToken",
                "is invalid",
                () -> groups.client.describeAutoScalingGroups(request -> request.nextToken("nonsense")));
    }

    @Test
    void refresh_replacesEveryInstance() {
        groups.running("web", 2, 4);
        List<String> before = groups.instances("web");
        groups.client.startInstanceRefresh(request -> request.autoScalingGroupName("web")
                .preferences(preferences -> preferences.minHealthyPercentage(50).instanceWarmup(30)));
        refused(
                "InstanceRefreshInProgress",
                "already in progress",
                () -> groups.client.startInstanceRefresh(request -> request.autoScalingGroupName("web")));
        groups.aws.pass(Duration.ofMinutes(5));
        assertThat(groups.instances("web")).hasSize(2).doesNotContainAnyElementsOf(before);
        assertThat(groups.client
                        .describeInstanceRefreshes(request -> request.autoScalingGroupName("web"))
                        .instanceRefreshes()
                        .get(0)
                        .statusAsString())
                .isEqualTo("Successful");
    }

    @Test
    void scheduledAction_resizesWhenItIsTime_andAgain() {
        groups.running("web", 1, 5);
        groups.client.putScheduledUpdateGroupAction(request -> request.autoScalingGroupName("web")
                .scheduledActionName("morning")
                .recurrence("0 8 * * *")
                .desiredCapacity(3));
        groups.aws.pass(Duration.ofHours(9));
        assertThat(groups.instances("web")).hasSize(3);
        groups.client.setDesiredCapacity(
                request -> request.autoScalingGroupName("web").desiredCapacity(1));
        groups.aws.pass(Duration.ofHours(24));
        assertThat(groups.instances("web")).hasSize(3);
    }

    @Test
    void policy_actsWhenItIsExecuted() {
        groups.running("web", 1, 5);
        groups.client.putScalingPolicy(request -> request.autoScalingGroupName("web")
                .policyName("more")
                .adjustmentType("ChangeInCapacity")
                .scalingAdjustment(2));
        groups.client.executePolicy(
                request -> request.autoScalingGroupName("web").policyName("more"));
        groups.settle();
        assertThat(groups.instances("web")).hasSize(3);
    }
}
