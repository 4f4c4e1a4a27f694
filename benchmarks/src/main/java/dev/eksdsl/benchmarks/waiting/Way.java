package dev.eksdsl.benchmarks.waiting;

import dev.eksdsl.execute.Report;
import dev.eksdsl.testing.FakeAws;
import java.util.Optional;

/** One way of doing a job: a row of the table. */
interface Way {

    String title();

    /**
     * Does the job.
     *
     * @param built what the library told of the cluster when it built it; empty if the job is to build it
     */
    Outcome run(FakeAws aws, Job job, Optional<Report> built);
}
