package dev.eksdsl.testing.logs;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.TaggedResource;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;

/**
 * The fake's CloudWatch Logs: groups and streams by account and region. Events can be read as soon as they are written; a
 * group's retention takes them away in the fake's time.
 */
public final class FakeLogs implements FakeService, LogSink {

    private final Groups groups;
    private final PolicyOperations policies;

    public FakeLogs(World world) {
        this.groups = new Groups(world);
        this.policies = new PolicyOperations(groups);
    }

    @Override
    public String signingName() {
        return "logs";
    }

    @Override
    public void register(Operations operations) {
        new GroupOperations(groups).register(operations);
        new GroupTags(groups).register(operations);
        new StreamOperations(groups).register(operations);
        new EventOperations(groups).register(operations);
        new FilterOperations(groups).register(operations);
        policies.register(operations);
    }

    @Override
    public void reset() {
        groups.clear();
        policies.clear();
    }

    @Override
    public List<InventoryItem> inventory() {
        return groups.all().stream()
                .map(group -> new InventoryItem("logs", "log-group", group.plainArn(), group.tags))
                .toList();
    }

    @Override
    public List<TaggedResource> tagged(Caller caller) {
        return groups.of(caller).stream()
                .map(group -> new TaggedResource(group.plainArn(), "logs:log-group", group.tags))
                .toList();
    }

    @Override
    public boolean retag(Caller caller, String arn, Map<String, String> set, Set<String> removed) {
        Optional<FakeGroup> group = groups.byArn(arn);
        group.ifPresent(found -> {
            GroupTags.tag(found, set);
            GroupTags.untag(found, removed);
        });
        return group.isPresent();
    }

    @Override
    public void put(String logGroupArn, String stream, String message) {
        groups.byArn(logGroupArn).ifPresent(group -> groups.write(groups.open(group, stream), groups.now(), message));
    }

    @Override
    public void open(Caller owner, String group, String stream) {
        FakeGroup found = groups.named(owner, group).orElseGet(() -> {
            FakeGroup made = new FakeGroup(owner, group, groups.now(), LogGroupClass.STANDARD);
            groups.add(made);
            return made;
        });
        groups.open(found, stream);
    }
}
