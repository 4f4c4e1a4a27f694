package dev.eksdsl.testing.engine.leases;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Lets something happen just before a session makes a call of a kind. */
record Interruption(String request, Runnable action) implements ExecutionInterceptor {

    static Interruption before(String request, Runnable action) {
        return new Interruption(request, action);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request().getClass().getSimpleName().equals(request)) {
            action.run();
        }
    }
}
