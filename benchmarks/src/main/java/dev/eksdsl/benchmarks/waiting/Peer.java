package dev.eksdsl.benchmarks.waiting;

import dev.eksdsl.execute.Report;
import dev.eksdsl.testing.FakeAws;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job done as another tool orders it and waits for it. Only its writes and its looks are counted: the least it can make. */
record Peer(String title, Tool tool) implements Way {

    /** The names that tasks go by, and the library's outputs that tell what they stand for. */
    private static final Map<String, String> OUTPUTS = Map.ofEntries(
            Map.entry("vpc/all", "vpc/production.id"),
            Map.entry("gateway/internet", "internet-gateway/production.id"),
            Map.entry("nat/1", "nat-gateway/nat-1.id"),
            Map.entry("address/1", "elastic-ip/nat-1.allocationId"),
            Map.entry("group/sg", "security-group/control-plane.id"),
            Map.entry("routes/public", "route-table/public.id"),
            Map.entry("routes/private", "route-table/private.id"),
            Map.entry("oidc/production", "oidc-provider/production.arn"),
            Map.entry("role/cluster", "role/cluster.name"),
            Map.entry("role/node", "role/node.name"),
            Map.entry("role/fargate", "role/fargate.name"),
            Map.entry("role/ebs", "role/addon/aws-ebs-csi-driver.name"),
            Map.entry("role/api", "role/irsa/api/api-service-account.name"));

    @Override
    public Outcome run(FakeAws aws, Job job, Optional<Report> built) {
        Site site = new Site(aws);
        built.ifPresent(report -> know(site, report));
        List<Task> needed = switch (job) {
            case APPLY -> new Creation(site).tasks();
            case RESIZE -> new NodeGroupChange(site).resize();
            case ROLL -> new NodeGroupChange(site).roll();
            case DESTROY -> new Removal(site).tasks();
        };
        long before = aws.calls().mark();
        Driver driver = new Driver(aws.clock(), job, tool, tool.ordered(job, needed));
        var took = driver.run();
        return new Outcome(took, driver.looks(), aws.calls().since(before).count());
    }

    private static void know(Site site, Report report) {
        OUTPUTS.forEach((name, output) -> site.knows(name, report.output(output).orElseThrow()));
        for (int zone = 1; zone <= Network.ZONES; zone++) {
            for (String side : List.of("public-", "private-")) {
                String name = "subnet/" + side + zone;
                site.knows(name, report.output(name + ".id").orElseThrow());
            }
        }
    }
}
