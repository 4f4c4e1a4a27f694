package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.CreateFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.CreateFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DestinationOptionsResponse;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;

/** The operations on flow logs of VPCs, subnets and network interfaces. */
final class FlowLogs {

    /** The fields of a log line unless a request says otherwise (Amazon VPC user guide, "Flow log records"). */
    private static final String FORMAT = "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport}"
            + " ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

    private static final Describe<FakeFlowLog> DESCRIBE = new Describe<FakeFlowLog>()
            .by("flow-log-id", log -> log.id)
            .by("resource-id", log -> log.described.resourceId())
            .by("traffic-type", log -> log.described.trafficTypeAsString())
            .by("log-group-name", log -> log.described.logGroupName())
            .by("log-destination-type", log -> log.described.logDestinationTypeAsString())
            .by("deliver-log-status", log -> log.described.deliverLogsStatus());

    private final Ec2State cloud;

    FlowLogs(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateFlowLogsRequest.class, this::create);
        operations.on(DescribeFlowLogsRequest.class, this::describe);
        operations.on(DeleteFlowLogsRequest.class, this::delete);
    }

    private CreateFlowLogsResponse create(CreateFlowLogsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        return place.tokens.once(
                request.clientToken(), request, CreateFlowLogsResponse.class, () -> create(place, request));
    }

    private CreateFlowLogsResponse create(RegionalState place, CreateFlowLogsRequest request) {
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.FLOW_LOG);
        String destination = request.logDestinationTypeAsString() == null
                ? "cloud-watch-logs"
                : request.logDestinationTypeAsString();
        if (request.trafficType() == null && !request.resourceTypeAsString().startsWith("TransitGateway")) {
            throw Ec2Faults.missing("TrafficType");
        }
        if (destination.equals("cloud-watch-logs")) {
            if (request.logGroupName() == null && request.logDestination() == null) {
                throw Ec2Faults.refuse(
                        "InvalidParameter", "LogDestination can't be empty if LogGroupName is not provided.");
            }
            if (request.deliverLogsPermissionArn() == null) {
                throw Ec2Faults.refuse(
                        "InvalidParameter",
                        "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.");
            }
        } else if (request.logDestination() == null) {
            throw Ec2Faults.refuse("InvalidParameter", "LogDestination can't be empty.");
        }
        List<String> made = new ArrayList<>();
        List<UnsuccessfulItem> failed = new ArrayList<>();
        for (String resource : request.resourceIds()) {
            Kind kind = Kind.of(resource).orElse(Kind.VPC);
            if (place.shelf(kind).find(resource).isEmpty()) {
                throw kind.notFound(resource);
            }
            boolean present = place.flowLogs.all().stream()
                    .anyMatch(log -> resource.equals(log.described.resourceId())
                            && Objects.equals(log.described.logGroupName(), request.logGroupName())
                            && Objects.equals(log.described.logDestination(), request.logDestination()));
            if (present) {
                failed.add(UnsuccessfulItem.builder()
                        .resourceId(resource)
                        .error(error -> error.code("FlowLogAlreadyExists")
                                .message("Error. There is an existing Flow Log with the same configuration and log"
                                        + " destination."))
                        .build());
            } else {
                made.add(add(place, request, resource, destination, tags));
            }
        }
        return CreateFlowLogsResponse.builder()
                .clientToken(request.clientToken())
                .flowLogIds(made)
                .unsuccessful(failed)
                .build();
    }

    private String add(
            RegionalState place,
            CreateFlowLogsRequest request,
            String resource,
            String destination,
            Map<String, String> tags) {
        String id = place.flowLogs.newId();
        FlowLog described = FlowLog.builder()
                .flowLogId(id)
                .creationTime(cloud.world.now())
                .flowLogStatus("ACTIVE")
                .deliverLogsStatus("SUCCESS")
                .resourceId(resource)
                .trafficType(request.trafficType())
                .logDestinationType(destination)
                .logDestination(request.logDestination())
                .logGroupName(request.logGroupName())
                .deliverLogsPermissionArn(request.deliverLogsPermissionArn())
                .logFormat(request.logFormat() == null ? FORMAT : request.logFormat())
                .maxAggregationInterval(
                        request.maxAggregationInterval() == null ? 600 : request.maxAggregationInterval())
                .destinationOptions(
                        request.destinationOptions() == null
                                ? null
                                : MemberCopy.into(DestinationOptionsResponse.builder(), request.destinationOptions())
                                        .build())
                .build();
        place.flowLogs.add(new FakeFlowLog(id, described, tags));
        return id;
    }

    private DescribeFlowLogsResponse describe(DescribeFlowLogsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeFlowLog> page = DESCRIBE.page(
                place.flowLogs, request.flowLogIds(), request.filter(), request.maxResults(), request.nextToken());
        return DescribeFlowLogsResponse.builder()
                .flowLogs(page.items().stream().map(FakeFlowLog::view).toList())
                .nextToken(page.next())
                .build();
    }

    private DeleteFlowLogsResponse delete(DeleteFlowLogsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        List<FakeFlowLog> all = place.flowLogs.visible(request.flowLogIds());
        all.forEach(place.flowLogs::remove);
        return DeleteFlowLogsResponse.builder().build();
    }
}
