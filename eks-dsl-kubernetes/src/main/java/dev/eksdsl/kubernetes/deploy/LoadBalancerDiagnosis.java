package dev.eksdsl.kubernetes.deploy;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a Service has its load balancer, and if not, what its controller says.
 *
 * @param address the host name, once there is one
 * @param complaints the controller's warnings, the newest last
 * @param pastHope whether the controller has failed at the same thing so often that waiting will not help
 */
record LoadBalancerDiagnosis(Optional<String> address, List<String> complaints, boolean pastHope) {

    /** Controllers try again at growing intervals; the first failures may be roles or subnets that are not there yet. */
    private static final int FAILURES_FORGIVEN = 5;

    static LoadBalancerDiagnosis of(Service service, List<Event> events) {
        List<Event> warnings = Warnings.about(service, events);
        return new LoadBalancerDiagnosis(
                ingress(service)
                        .flatMap(entry -> Stream.of(entry.getHostname(), entry.getIp()))
                        .filter(address -> address != null && !address.isEmpty())
                        .findFirst(),
                warnings.stream()
                        .map(event ->
                                event.getReason() + ": " + event.getMessage().strip())
                        .distinct()
                        .toList(),
                warnings.stream().anyMatch(event -> Warnings.times(event) > FAILURES_FORGIVEN));
    }

    /** What to do, as far as the complaints tell. */
    String fix() {
        if (complaints.isEmpty()) {
            return "see that the AWS Load Balancer Controller runs (it is no EKS add-on), or use .autoMode() on a cluster"
                    + " in EKS Auto Mode";
        }
        String all = String.join(" ", complaints);
        if (all.contains("subnet")) {
            return "tag the subnets (kubernetes.io/role/elb for internet-facing, kubernetes.io/role/internal-elb for"
                    + " internal), or name them with .subnets(...)";
        }
        if (all.contains("AccessDenied") || all.contains("not authorized") || all.contains("UnauthorizedOperation")) {
            return "give the load balancer controller's role the permission that is named";
        }
        return "change what the message names";
    }

    private static Stream<LoadBalancerIngress> ingress(Service service) {
        return service.getStatus() == null || service.getStatus().getLoadBalancer() == null
                ? Stream.empty()
                : service.getStatus().getLoadBalancer().getIngress().stream();
    }
}
