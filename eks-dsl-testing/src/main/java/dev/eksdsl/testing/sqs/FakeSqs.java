package dev.eksdsl.testing.sqs;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.TaggedResource;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fake's SQS: queues by account and region. Delays, visibility, retention and long polls pass in the fake's time; a long
 * poll on virtual time lets that time pass.
 *
 * <p>A queue's URL has AWS's form; requests that name it may come to any host.
 */
public final class FakeSqs implements FakeService, MessageQueues {

    private final World world;
    private final Queues queues = new Queues();
    private final Sending sending;
    private final QueueTags tags;

    public FakeSqs(World world) {
        this.world = world;
        this.sending = new Sending(world, queues);
        this.tags = new QueueTags(queues);
    }

    @Override
    public String signingName() {
        return "sqs";
    }

    @Override
    public void register(Operations operations) {
        new QueueOperations(world, queues).register(operations);
        sending.register(operations);
        new Receiving(world, queues).register(operations);
        new Receipts(world, queues).register(operations);
        new QueuePermissions(queues).register(operations);
        new MessageMoves(world, queues).register(operations);
        tags.register(operations);
    }

    @Override
    public void reset() {
        queues.clear();
    }

    @Override
    public List<InventoryItem> inventory() {
        return queues.all().stream()
                .map(queue -> new InventoryItem("sqs", "queue", queue.arn(), queue.tags))
                .toList();
    }

    @Override
    public List<TaggedResource> tagged(Caller caller) {
        return queues.of(caller).stream()
                .map(queue -> new TaggedResource(queue.arn(), "sqs", queue.tags))
                .toList();
    }

    @Override
    public boolean retag(Caller caller, String arn, Map<String, String> set, Set<String> removed) {
        Optional<FakeQueue> queue = queues.byArn(arn);
        queue.ifPresent(found -> tags.set(found, set, removed));
        return queue.isPresent();
    }

    /** The message is there at once. In a lenient world the queue's policy does not matter. */
    @Override
    public boolean send(String queueArn, String sender, String sourceArn, String body, @Nullable String groupId) {
        return queues.byArn(queueArn)
                .filter(queue -> world.isLenient() || policy(queue).lets(sender, sourceArn, queueArn))
                .map(queue -> sent(queue, sender, body, groupId))
                .orElse(false);
    }

    private static QueuePolicy policy(FakeQueue queue) {
        return new QueuePolicy(queue.attributes.getOrDefault(QueueAttributes.POLICY, "{}"));
    }

    private boolean sent(FakeQueue queue, String sender, String body, @Nullable String groupId) {
        FakeMessage.Content content = new FakeMessage.Content(body, Map.of(), groupId, null, null);
        try {
            sending.put(queue, content, null, sender);
            return true;
        } catch (AwsFault refused) {
            // what a sender cannot deliver is lost, as it is in AWS
            return false;
        }
    }
}
