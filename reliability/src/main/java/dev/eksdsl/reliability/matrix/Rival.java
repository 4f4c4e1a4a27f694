package dev.eksdsl.reliability.matrix;

import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.execute.Report;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.plan.StalePlanException;
import dev.eksdsl.testing.FakeAws;
import java.util.concurrent.CompletableFuture;

/** Another process that makes the same wish true at the same time. Where things move under its plan, it plans again. */
final class Rival {

    private static final int PLANS = 10;

    private final Stage stage;
    private final FakeAws aws;
    private final CompletableFuture<Report> end = new CompletableFuture<>();
    private boolean begun;

    Rival(Stage stage, FakeAws aws) {
        this.stage = stage;
        this.aws = aws;
    }

    /** It begins as soon as the call is over that the other process makes. */
    boolean begin() {
        begun = true;
        aws.timeline().execute(() -> {
            try {
                start(aws.session(), PLANS).completion().whenComplete((report, failure) -> {
                    if (failure == null) {
                        end.complete(report);
                    } else {
                        end.completeExceptionally(failure);
                    }
                });
            } catch (EksDslException refused) {
                end.completeExceptionally(refused);
            }
        });
        return true;
    }

    /** Lets time pass until it has ended, if it has begun. */
    void await() {
        if (begun) {
            aws.timeline().await(end.handle((report, failure) -> true));
        }
    }

    private ApplyHandle start(EksSession eks, int plans) {
        try {
            return eks.start(stage.plan(eks));
        } catch (StalePlanException moved) {
            if (plans == 0) {
                throw moved;
            }
            return start(eks, plans - 1);
        }
    }
}
