package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesResponse;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.ServiceType;
import software.amazon.awssdk.services.ec2.model.ServiceTypeDetail;

/** The services of AWS that endpoints lead to, as far as clusters use them. */
final class VpcEndpointServices {

    /** Services with gateway endpoints (Amazon VPC guide to PrivateLink, "Gateway endpoints"). */
    private static final List<String> GATEWAYS = List.of("dynamodb", "s3");

    /** Services with interface endpoints that a cluster without a way out needs, and some more. */
    private static final List<String> INTERFACES = List.of(
            "autoscaling",
            "ec2",
            "ec2messages",
            "ecr.api",
            "ecr.dkr",
            "eks",
            "eks-auth",
            "elasticfilesystem",
            "elasticloadbalancing",
            "events",
            "guardduty-data",
            "kms",
            "lambda",
            "logs",
            "monitoring",
            "s3",
            "secretsmanager",
            "servicequotas",
            "sns",
            "sqs",
            "ssm",
            "ssmmessages",
            "sts",
            "xray");

    private static final Filters<ServiceDetail> FILTERS = new Filters<ServiceDetail>()
            .byTags(service -> Map.of())
            .by("service-name", ServiceDetail::serviceName)
            .by("owner", ServiceDetail::owner)
            .by("service-region", ServiceDetail::serviceRegion)
            .byEach(
                    "service-type",
                    service -> service.serviceType().stream()
                            .map(ServiceTypeDetail::serviceTypeAsString)
                            .toList())
            .byEach("supported-ip-address-types", ServiceDetail::supportedIpAddressTypesAsStrings);

    private VpcEndpointServices() {}

    static boolean has(String region, String serviceName, boolean gateway) {
        return (gateway ? GATEWAYS : INTERFACES)
                .stream().anyMatch(service -> serviceName.equals("com.amazonaws." + region + "." + service));
    }

    /** The name under which clients know the service. */
    static String privateName(String region, String service) {
        return switch (service) {
            case "ecr.api" -> "api.ecr." + region + ".amazonaws.com";
            case "ecr.dkr" -> "*.dkr.ecr." + region + ".amazonaws.com";
            case "eks-auth" -> "eks-auth." + region + ".api.aws";
            default -> service + "." + region + ".amazonaws.com";
        };
    }

    static void register(Operations operations) {
        operations.on(DescribeVpcEndpointServicesRequest.class, VpcEndpointServices::describe);
    }

    private static DescribeVpcEndpointServicesResponse describe(
            DescribeVpcEndpointServicesRequest request, Caller caller) {
        List<ServiceDetail> all = Stream.concat(
                        GATEWAYS.stream().map(service -> detail(caller.region(), service, ServiceType.GATEWAY)),
                        INTERFACES.stream().map(service -> detail(caller.region(), service, ServiceType.INTERFACE)))
                .toList();
        for (String name : request.serviceNames()) {
            if (all.stream().noneMatch(service -> service.serviceName().equals(name))) {
                throw Ec2Faults.refuse("InvalidServiceName", "The Vpc Endpoint Service '" + name + "' does not exist");
            }
        }
        List<ServiceDetail> chosen = FILTERS.apply(all, request.filters()).stream()
                .filter(service -> request.serviceNames().isEmpty()
                        || request.serviceNames().contains(service.serviceName()))
                .toList();
        Page<ServiceDetail> page = Pages.of(
                chosen,
                service -> service.serviceName() + " "
                        + service.serviceType().get(0).serviceTypeAsString(),
                1000,
                request.maxResults(),
                request.nextToken());
        return DescribeVpcEndpointServicesResponse.builder()
                .serviceNames(page.items().stream()
                        .map(ServiceDetail::serviceName)
                        .distinct()
                        .toList())
                .serviceDetails(page.items())
                .nextToken(page.next())
                .build();
    }

    private static ServiceDetail detail(String region, String service, ServiceType type) {
        String name = "com.amazonaws." + region + "." + service;
        ServiceDetail.Builder detail = ServiceDetail.builder()
                .serviceName(name)
                .serviceId("vpce-svc-0"
                        + String.format("%08x%08x", name.hashCode(), type.name().length()))
                .serviceType(ServiceTypeDetail.builder().serviceType(type).build())
                .serviceRegion(region)
                .owner("amazon")
                .availabilityZones(
                        Zones.of(region).stream().map(Zones.Zone::name).toList())
                .availabilityZoneIds(
                        Zones.of(region).stream().map(Zones.Zone::id).toList())
                .baseEndpointDnsNames(service + "." + region + ".vpce.amazonaws.com")
                .vpcEndpointPolicySupported(true)
                .acceptanceRequired(false)
                .managesVpcEndpoints(false)
                .supportedIpAddressTypesWithStrings("ipv4")
                .tags(List.of());
        return type == ServiceType.GATEWAY
                ? detail.build()
                : detail.privateDnsName(privateName(region, service))
                        .privateDnsNameVerificationState("verified")
                        .build();
    }
}
