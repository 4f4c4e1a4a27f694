package dev.eksdsl.testing.clients;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.process.Command;
import dev.eksdsl.testing.server.InventoryItem;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AWS CLI through the life of a cluster of 2024: creating, its waiters, kubectl, access, updates, deleting. */
class AwsCliTest {

    /** Whatever takes half an hour is over before the CLI looks: its waiters would pause for half a minute. */
    private static final double SPEED = 10_000;

    private static final int MOST_POLLS = 60;

    @TempDir
    private Path folder;

    private ServedFake fake;

    @Test
    void lifeOfACluster() {
        assumeTrue(Command.works("aws", "--version"), "needs the AWS CLI");
        FakeAws aws = FakeAws.builder()
                .calendar(LocalDate.of(2024, 6, 1))
                .realTime(SPEED)
                .servedKubernetes()
                .build();
        try (ServedFake served = new ServedFake(aws, aws.serve())) {
            fake = served;
            CliNetwork network = CliNetwork.create(aws);
            List<InventoryItem> before = aws.inventory();

            create(network);
            kubectl();
            access();
            update();
            delete();

            assertThat(withoutLogs(aws.inventory())).isEqualTo(withoutLogs(before));
        }
    }

    /** CloudWatch Logs keeps a cluster's group when the cluster is deleted. */
    private static List<InventoryItem> withoutLogs(List<InventoryItem> items) {
        return items.stream().filter(item -> !item.service().equals("logs")).toList();
    }

    private void create(CliNetwork network) {
        String all = String.join(",", network.open());
        assertThat(eks("create-cluster --name production --kubernetes-version 1.29 --role-arn "
                        + CliNetwork.arn("cluster")
                        + " --resources-vpc-config subnetIds=" + all + ",securityGroupIds=" + network.securityGroup()
                        + ",endpointPublicAccess=true,endpointPrivateAccess=true --query cluster.status"))
                .contains("CREATING");
        eks("wait cluster-active --name production");
        String nodes = "create-nodegroup --cluster-name production --subnets " + String.join(" ", network.open())
                + " --node-role " + CliNetwork.arn("node")
                + " --ami-type AL2_x86_64 --scaling-config minSize=2,maxSize=10,desiredSize=3";
        each(
                nodes + " --nodegroup-name api-workers --instance-types m6i.large m6i.xlarge --labels tier=api"
                        + " --taints key=dedicated,value=api,effect=NO_SCHEDULE",
                nodes + " --nodegroup-name general-workers --instance-types m6i.large",
                "create-fargate-profile --cluster-name production --fargate-profile-name api-namespace"
                        + " --pod-execution-role-arn " + CliNetwork.arn("fargate") + " --subnets "
                        + String.join(" ", network.closed())
                        + " --selectors [{\"namespace\":\"api\",\"labels\":{\"workload\":\"serverless\"}},{\"namespace\":\"default\"}]");
        each(
                "wait nodegroup-active --cluster-name production --nodegroup-name api-workers",
                "wait nodegroup-active --cluster-name production --nodegroup-name general-workers",
                "wait fargate-profile-active --cluster-name production --fargate-profile-name api-namespace");
        assertThat(each(
                        "describe-addon-versions --kubernetes-version 1.29 --query addons[].addonName",
                        "create-addon --cluster-name production --addon-name coredns"
                                + " --addon-version v1.11.1-eksbuild.4 --resolve-conflicts OVERWRITE",
                        "create-addon --cluster-name production --addon-name aws-ebs-csi-driver"
                                + " --service-account-role-arn " + CliNetwork.arn("workload")))
                .first(as(STRING))
                .contains("coredns", "vpc-cni");
        assertThat(each(
                        "list-addons --cluster-name production --query addons",
                        "wait addon-active --cluster-name production --addon-name coredns",
                        "wait addon-active --cluster-name production --addon-name aws-ebs-csi-driver"))
                .first(as(STRING))
                .contains("coredns", "aws-ebs-csi-driver");
    }

    private void kubectl() {
        Path config = folder.resolve("config");
        assertThat(eks("update-kubeconfig --region us-east-1 --name production --kubeconfig " + config))
                .contains("production");
        if (Command.works("kubectl", "version", "--client")) {
            Map<String, String> environment = fake.environment();
            environment.put("KUBECONFIG", config.toString());
            Command nodes = Command.run(environment, List.of("kubectl", "get", "nodes", "--no-headers"));
            assertThat(nodes.code()).as(nodes.error()).isZero();
            assertThat(nodes.out().lines()).hasSize(6).allMatch(line -> line.contains("v1.29"));
        }
    }

    private void access() {
        String role = CliNetwork.arn("workload");
        assertThat(refused("create-access-entry --cluster-name production --principal-arn " + role))
                .contains("(InvalidRequestException)", "authentication mode must be set to one of");
        updated("update-cluster-config --name production --access-config authenticationMode=API_AND_CONFIG_MAP", "");
        each(
                "create-access-entry --cluster-name production --kubernetes-groups viewers --principal-arn " + role,
                "create-pod-identity-association --cluster-name production --namespace api --service-account web"
                        + " --role-arn " + role);
        eks("associate-access-policy --cluster-name production --access-scope type=namespace,namespaces=api"
                + " --policy-arn arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy --principal-arn " + role);
        List<String> given = each(
                "list-associated-access-policies --cluster-name production --principal-arn " + role,
                "list-pod-identity-associations --cluster-name production --namespace api"
                        + " --query associations[0].serviceAccount");
        assertThat(given.get(0)).contains("AmazonEKSViewPolicy");
        assertThat(given.get(1)).contains("web");
    }

    private void update() {
        updated(
                "update-cluster-config --name production --logging"
                        + " {\"clusterLogging\":[{\"types\":[\"api\",\"audit\"],\"enabled\":true}]}",
                "");
        updated("update-cluster-version --name production --kubernetes-version 1.30", "");
        assertThat(eks("describe-cluster --name production --query cluster.version"))
                .contains("1.30");
        String group = " --nodegroup-name general-workers";
        updated(
                "update-nodegroup-config --cluster-name production --scaling-config minSize=1,maxSize=8,desiredSize=2"
                        + group,
                group);
        updated("update-nodegroup-version --cluster-name production --kubernetes-version 1.30" + group, group);
        List<String> after = each(
                "list-updates --name production --query updateIds[]",
                "list-insights --cluster-name production --query insights[].name",
                "wait cluster-active --name production",
                "wait nodegroup-active --cluster-name production" + group);
        assertThat(after.get(0).lines()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(after.get(1)).contains("Kubelet version skew");
    }

    private void delete() {
        assertThat(refused("delete-cluster --name production"))
                .contains("(ResourceInUseException)", "Cluster has nodegroups attached");
        each(
                "delete-addon --cluster-name production --addon-name coredns",
                "delete-fargate-profile --cluster-name production --fargate-profile-name api-namespace",
                "delete-nodegroup --cluster-name production --nodegroup-name api-workers",
                "delete-nodegroup --cluster-name production --nodegroup-name general-workers");
        each(
                "wait addon-deleted --cluster-name production --addon-name coredns",
                "wait fargate-profile-deleted --cluster-name production --fargate-profile-name api-namespace",
                "wait nodegroup-deleted --cluster-name production --nodegroup-name api-workers",
                "wait nodegroup-deleted --cluster-name production --nodegroup-name general-workers");
        eks("delete-cluster --name production");
        eks("wait cluster-deleted --name production");
        assertThat(eks("list-clusters --query clusters")).isEqualToIgnoringWhitespace("[]");
    }

    /**
     * Runs an update and asks for it until it has succeeded: the CLI has no waiter for updates.
     *
     * @param of the option that names what is updated; empty for the cluster
     */
    private void updated(String command, String of) {
        String id = eks(command + " --query update.id --output text").strip();
        String ask = "describe-update --name production --query update.status --output text --update-id " + id + of;
        String status = "InProgress";
        for (int poll = 0; status.equals("InProgress") && poll < MOST_POLLS; poll++) {
            status = eks(ask).strip();
        }
        assertThat(status).as(command).isEqualTo("Successful");
    }

    /** Runs commands that do not depend on each other, at the same time: starting the CLI takes longer than its call. */
    private List<String> each(String... commands) {
        return Stream.of(commands).parallel().map(this::eks).toList();
    }

    private String eks(String command) {
        Command ended = run(command);
        assertThat(ended.code()).as(command + ": " + ended.error()).isZero();
        return ended.out();
    }

    private String refused(String command) {
        Command ended = run(command);
        assertThat(ended.code()).as(command).isNotZero();
        return ended.error();
    }

    private Command run(String command) {
        List<String> words = new ArrayList<>(List.of("aws", "eks"));
        words.addAll(Arrays.asList(command.split(" ")));
        return Command.run(fake.environment(), words);
    }
}
