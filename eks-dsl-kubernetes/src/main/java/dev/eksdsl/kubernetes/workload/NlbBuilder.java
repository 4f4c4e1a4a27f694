package dev.eksdsl.kubernetes.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Declares a Network Load Balancer for a Service, made by the AWS Load Balancer Controller (default) or by EKS Auto Mode.
 * {@link #internetFacing()} or {@link #internal()} must be said: the controller's default is internal, which is rarely
 * what a public address was meant to be. Targets are the pods' own addresses unless {@link #instanceTargets()}.
 *
 * <p>Names and defaults are those of the controller's Service annotations. Class, type and name cannot be changed once the
 * load balancer exists. Not thread-safe.
 */
public final class NlbBuilder {

    /** Who makes the load balancer, and how the Service says so. */
    enum Controller {
        /** The AWS Load Balancer Controller, by annotation. */
        BY_TYPE(null),
        /** The AWS Load Balancer Controller, by class. */
        BY_CLASS("service.k8s.aws/nlb"),
        /** EKS Auto Mode, which knows the class only. */
        AUTO_MODE("eks.amazonaws.com/nlb");

        private final @Nullable String loadBalancerClass;

        Controller(@Nullable String loadBalancerClass) {
            this.loadBalancerClass = loadBalancerClass;
        }

        @Nullable
        String loadBalancerClass() {
            return loadBalancerClass;
        }
    }

    Controller controller = Controller.BY_TYPE;
    boolean internetFacing;
    boolean internal;
    boolean instanceTargets;
    boolean dualStack;
    boolean proxyProtocol;

    @Nullable
    String name;

    @Nullable
    HealthCheck healthCheck;

    final List<String> certificates = new ArrayList<>();
    final List<Integer> tlsPorts = new ArrayList<>();
    final List<String> subnets = new ArrayList<>();
    final List<String> securityGroups = new ArrayList<>();
    final List<String> eipAllocations = new ArrayList<>();
    final List<String> privateAddresses = new ArrayList<>();
    final List<String> sourceRanges = new ArrayList<>();
    final Map<String, String> attributes = new LinkedHashMap<>();
    final Map<String, String> targetGroupAttributes = new LinkedHashMap<>();
    final Map<String, String> tags = new LinkedHashMap<>();

    /** How targets are asked whether they are well. */
    record HealthCheck(
            String path, @Nullable Integer port, @Nullable Duration interval) {}

    NlbBuilder() {}

    /** Public: reachable from the Internet, in public subnets. */
    public NlbBuilder internetFacing() {
        internetFacing = true;
        return this;
    }

    /** Private: reachable from the VPC and what is connected to it. */
    public NlbBuilder internal() {
        internal = true;
        return this;
    }

    /** Leads to a port of every node instead of to the pods themselves. Pods on Fargate cannot be reached so. */
    public NlbBuilder instanceTargets() {
        instanceTargets = true;
        return this;
    }

    /** Chooses the AWS Load Balancer Controller by the Service's class instead of by annotation. */
    public NlbBuilder byLoadBalancerClass() {
        controller = Controller.BY_CLASS;
        return this;
    }

    /** For clusters in EKS Auto Mode, which makes the load balancer without that controller. */
    public NlbBuilder autoMode() {
        controller = Controller.AUTO_MODE;
        return this;
    }

    /** The load balancer's name in AWS; by default one is made up. At most 32 characters; has effect at creation only. */
    public NlbBuilder name(String itsName) {
        name = itsName;
        return this;
    }

    /** Asks targets by HTTP on the traffic port, instead of only connecting. */
    public NlbBuilder healthCheck(String path) {
        healthCheck = new HealthCheck(path, null, null);
        return this;
    }

    /** Asks targets by HTTP on another port, at an interval of 5 to 300 seconds (10 by default). */
    public NlbBuilder healthCheck(String path, int port, Duration interval) {
        healthCheck = new HealthCheck(path, port, interval);
        return this;
    }

    /** Ends TLS at the load balancer with this ACM certificate; further ones are chosen by host name. */
    public NlbBuilder certificate(String arn) {
        certificates.add(arn);
        return this;
    }

    /** A port that uses the certificate; by default all do. */
    public NlbBuilder tlsPort(int port) {
        tlsPorts.add(port);
        return this;
    }

    /** The subnets, by id or Name tag, one per availability zone; by default they are found by their role tags. */
    public NlbBuilder subnets(String... idsOrNames) {
        subnets.clear();
        subnets.addAll(List.of(idsOrNames));
        return this;
    }

    /** The security groups in front; by default the controller makes one. Rules towards the pods are still added. */
    public NlbBuilder securityGroups(String... idsOrNames) {
        securityGroups.clear();
        securityGroups.addAll(List.of(idsOrNames));
        return this;
    }

    /** Fixed public addresses, one Elastic IP allocation per subnet; internet-facing only. */
    public NlbBuilder eipAllocations(String... ids) {
        eipAllocations.clear();
        eipAllocations.addAll(List.of(ids));
        return this;
    }

    /** Fixed private addresses, one per subnet; internal only. */
    public NlbBuilder privateAddresses(String... addresses) {
        privateAddresses.clear();
        privateAddresses.addAll(List.of(addresses));
        return this;
    }

    /** A CIDR block that may connect; by default everybody who reaches the load balancer. */
    public NlbBuilder sourceRange(String cidr) {
        sourceRanges.add(cidr);
        return this;
    }

    /** Spreads connections over the pods of all zones; by default each zone keeps its own. */
    public NlbBuilder crossZone() {
        return attribute("load_balancing.cross_zone.enabled", "true");
    }

    /** Keeps AWS from deleting the load balancer, also when the Service is deleted. */
    public NlbBuilder deletionProtection() {
        return attribute("deletion_protection.enabled", "true");
    }

    /** An attribute of the load balancer, by its name in the ELB API. */
    public NlbBuilder attribute(String key, String value) {
        attributes.put(key, value);
        return this;
    }

    /** Shows pods the client's address, which with pod targets they do not see by default. */
    public NlbBuilder preserveClientIp() {
        return targetGroupAttribute("preserve_client_ip.enabled", "true");
    }

    /** How long a target that leaves keeps its connections; whole seconds, 5 minutes by default. */
    public NlbBuilder deregistrationDelay(Duration delay) {
        return targetGroupAttribute("deregistration_delay.timeout_seconds", String.valueOf(delay.toSeconds()));
    }

    /** An attribute of the target groups, by its name in the ELB API. */
    public NlbBuilder targetGroupAttribute(String key, String value) {
        targetGroupAttributes.put(key, value);
        return this;
    }

    /** Sends the client's address ahead in PROXY protocol version 2; the pods must understand it. */
    public NlbBuilder proxyProtocol() {
        proxyProtocol = true;
        return this;
    }

    /** Gives the load balancer IPv6 addresses too; the subnets must have them. */
    public NlbBuilder dualStack() {
        dualStack = true;
        return this;
    }

    /** A tag of all that is created in AWS. */
    public NlbBuilder tag(String key, String value) {
        tags.put(key, value);
        return this;
    }
}
