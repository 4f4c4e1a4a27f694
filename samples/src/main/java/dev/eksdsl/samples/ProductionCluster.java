package dev.eksdsl.samples;

import static dev.eksdsl.resource.nodegroup.TaintEffect.NO_SCHEDULE;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ProgressText;
import dev.eksdsl.execute.Report;
import dev.eksdsl.kubernetes.EksKubernetes;
import dev.eksdsl.kubernetes.deploy.EksDeployer;
import dev.eksdsl.kubernetes.workload.Workloads;
import dev.eksdsl.plan.Plan;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * The whole life of a production cluster: declare it, plan, apply, deploy a service behind a network load balancer, plan
 * again, mend what somebody changed by hand, change a field, and destroy it without a trace.
 *
 * <p>Without {@code AWS_ENDPOINT_URL} it runs on an AWS in memory; with it, on that endpoint, with region and credentials
 * from the environment. With {@code --aws} it runs on AWS itself, and costs money.
 */
public final class ProductionCluster {

    private static final String CLUSTER = "production";

    private final SampleAws aws;
    private final EksSession eks;
    private final PrintStream out;

    ProductionCluster(SampleAws aws, PrintStream out) {
        this.aws = aws;
        this.eks = aws.session();
        this.out = out;
    }

    public static void main(String[] arguments) {
        try (SampleAws aws = SampleAws.of(arguments)) {
            new ProductionCluster(aws, System.out).run();
        }
    }

    /** What the cluster is to be. */
    static EksClusterSpec production(int mostApiWorkers) {
        return Eks.cluster(
                CLUSTER,
                c -> c.version("1.35")
                        .nodeGroup(
                                "general-workers",
                                ng -> ng.instanceTypes("m6i.large").scaling(2, 3, 10))
                        .nodeGroup(
                                "api-workers",
                                ng -> ng.instanceTypes("m6i.large", "m6i.xlarge")
                                        .scaling(2, 3, mostApiWorkers)
                                        .label("tier", "api")
                                        .taint("dedicated", "api", NO_SCHEDULE))
                        .fargate(
                                "api-namespace",
                                fp -> fp.selector("api", "workload", "serverless")
                                        .selector("default"))
                        .addon("coredns")
                        .addon("aws-ebs-csi-driver")
                        .irsa("api", "api-service-account", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess")));
    }

    void run() {
        List<String> before = aws.inventory();

        title("Plan");
        Plan plan = eks.plan(production(10));
        out.println(plan);

        title("Apply");
        Report report = apply(plan);
        out.println("endpoint  " + report.output("cluster/production.endpoint").orElseThrow());
        out.println("issuer    " + report.output("cluster/production.issuer").orElseThrow());

        title("Plan again");
        out.println(eks.plan(production(10)));

        try (KubernetesClient client = EksKubernetes.client(eks, CLUSTER)) {
            EksDeployer deployer = EksKubernetes.deployer(eks, client);
            title("Deploy web-api");
            deploy(deployer, report);

            title("Somebody detaches a policy by hand");
            aws.detachNodePolicy(report.output("role/node.name").orElseThrow());
            Plan repair = eks.plan(production(10));
            out.println(repair);
            apply(repair);

            title("Change a field");
            Plan change = eks.plan(production(12));
            out.println(change);
            apply(change);
        }

        title("Destroy");
        Plan destruction = eks.planDestroy(CLUSTER);
        out.println(destruction);
        apply(destruction);
        List<String> after = aws.inventory();
        if (!after.equals(before)) {
            throw new IllegalStateException("before " + before + ", after " + after);
        }
        out.println("inventory: as it was before, " + after.size() + " resources");
    }

    private Report apply(Plan plan) {
        ProgressText progress = new ProgressText();
        Report report = eks.apply(plan, event -> progress.line(event).ifPresent(out::println));
        out.println(report);
        return report.orThrow();
    }

    private void deploy(EksDeployer deployer, Report report) {
        ServiceAccount account = Workloads.serviceAccount(
                "api-service-account",
                sa -> sa.namespace("api")
                        .roleArn(report.output("role/irsa/api/api-service-account.arn")
                                .orElseThrow()));
        Deployment deployment = Workloads.deployment(
                "web-api",
                d -> d.namespace(CLUSTER)
                        .image("123456789012.dkr.ecr.us-east-1.amazonaws.com/web-api:v2.1")
                        .replicas(3)
                        .port(8080)
                        .requests("250m", "256Mi")
                        .limits("500m", "512Mi")
                        .readiness(
                                "/health",
                                8080,
                                probe -> probe.initialDelay(Duration.ofSeconds(10))
                                        .period(Duration.ofSeconds(5))));
        Service service = Workloads.service(
                "web-api-svc", s -> s.of(deployment).port(80, 8080).nlb(nlb -> nlb.internetFacing()));
        deployer.apply(List.of(account, deployment, service), options -> options.createNamespaces())
                .forEach(out::println);
        out.println(deployer.awaitRollout(deployment, Duration.ofMinutes(5)));
        out.println("http://" + deployer.awaitLoadBalancer(service, Duration.ofMinutes(5)));
    }

    private void title(String text) {
        out.println();
        out.println("── " + text + " " + "─".repeat(Math.max(0, 76 - text.length())));
    }
}
