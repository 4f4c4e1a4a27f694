package dev.eksdsl.testing.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.FakeAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class InstanceEventsTest {

    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
            "Action":"sqs:SendMessage","Resource":"*"}]}""";

    @Test
    void statesOfAnInstance_reachTheQueueOfARule() {
        try (FakeAws aws = FakeAws.create();
                Ec2Client ec2 = aws.client(Ec2Client.builder());
                SqsClient sqs = aws.client(SqsClient.builder());
                EventBridgeClient events = aws.client(EventBridgeClient.builder())) {
            String url = sqs.createQueue(
                            r -> r.queueName("karpenter").attributes(Map.of(QueueAttributeName.POLICY, POLICY)))
                    .queueUrl();
            String arn = sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                    .attributes()
                    .get(QueueAttributeName.QUEUE_ARN);
            events.putRule(r -> r.name("states")
                    .eventPattern(
                            "{\"source\":[\"aws.ec2\"],\"detail-type\":[\"EC2 Instance State-change Notification\"]}"));
            events.putTargets(r -> r.rule("states").targets(t -> t.id("1").arn(arn)));
            String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
            String subnet = ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24"))
                    .subnet()
                    .subnetId();
            String image =
                    ec2.describeImages(r -> r.owners("amazon")).images().get(0).imageId();
            String id = ec2.runInstances(r -> r.imageId(image)
                            .instanceType("t3.large")
                            .subnetId(subnet)
                            .minCount(1)
                            .maxCount(1))
                    .instances()
                    .get(0)
                    .instanceId();
            aws.clock().advance(Duration.ofMinutes(10));
            ec2.terminateInstances(r -> r.instanceIds(id));
            aws.clock().advance(Duration.ofMinutes(10));

            List<String> bodies = new ArrayList<>();
            List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10))
                    .messages();
            messages.forEach(message -> bodies.add(message.body()));
            assertThat(bodies).hasSize(4).allSatisfy(body -> assertThat(body).contains(id));
            assertThat(String.join("", bodies))
                    .contains("\"pending\"")
                    .contains("\"running\"")
                    .contains("\"shutting-down\"")
                    .contains("\"terminated\"");
        }
    }
}
