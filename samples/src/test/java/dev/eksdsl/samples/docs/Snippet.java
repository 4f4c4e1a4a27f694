package dev.eksdsl.samples.docs;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.Report;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;

/** What a block that is only a fragment finds around it. What is null here is there for blocks that are compiled only. */
public abstract class Snippet implements AutoCloseable {

    protected final FakeAws aws = FakeAws.create();
    protected final EksSession eks = aws.session();
    protected final EksClusterSpec spec =
            Eks.cluster("production", c -> c.version("1.35").nodeGroup("workers"));
    protected @Nullable Plan plan;
    protected @Nullable Report report;
    protected @Nullable KubernetesClient client;

    protected abstract void run() throws Exception;

    @Override
    public void close() {
        aws.close();
    }
}
