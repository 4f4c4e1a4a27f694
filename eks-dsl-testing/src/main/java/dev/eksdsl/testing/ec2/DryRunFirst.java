package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Handler;
import software.amazon.awssdk.core.SdkRequest;

/** Puts before every operation what EC2 does with a request that is a dry run: it ends there, well. */
record DryRunFirst(Operations operations) implements Operations {

    @Override
    public <Q, R> void on(Class<Q> request, Handler<Q, R> handler) {
        operations.on(request, (Q given, Caller caller) -> {
            boolean dryRun = given instanceof SdkRequest sdkRequest
                    && sdkRequest.getValueForField("DryRun", Boolean.class).orElse(false);
            if (dryRun) {
                throw new AwsFault(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
            }
            return handler.handle(given, caller);
        });
    }
}
