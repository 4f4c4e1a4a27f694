package dev.eksdsl.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksSession;
import dev.eksdsl.testing.server.SimulatedCrash;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A process that carries plans out: a connection of its own to Temporal, a worker, a session. It dies when an action of the
 * fake AWS crashes in it: from that moment none of its calls gets through, as if its machine had lost its power.
 */
final class WorkerProcess {

    /** What Temporal has given to a process that died is noticed in a second of real time. */
    private static final WorkerOptions QUICK = WorkerOptions.newBuilder()
            .setStickyQueueScheduleToStartTimeout(Duration.ofSeconds(1))
            .build();

    private final Surroundings surroundings;
    private final EksSession session;
    private final WorkflowServiceStubs connection;
    private final WorkerFactory factory;
    private final CountDownLatch death = new CountDownLatch(1);

    WorkerProcess(Surroundings surroundings, EksSession session) {
        this.surroundings = surroundings;
        this.session = session;
        this.connection = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setChannel(surroundings.channel())
                .setGrpcClientInterceptors(List.of(new Cable()))
                .build());
        this.factory = WorkerFactory.newInstance(
                WorkflowClient.newInstance(connection),
                WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new Attempts())
                        .build());
        PlanWorker.register(factory.newWorker(Surroundings.QUEUE, QUICK), session);
        factory.start();
    }

    /** Waits until it has died, then takes its threads away. */
    void awaitDeath() throws InterruptedException {
        death.await();
        stopThreads();
    }

    boolean isDead() {
        return death.getCount() == 0;
    }

    void stop() {
        stopThreads();
        session.close();
    }

    private void stopThreads() {
        try {
            factory.shutdownNow();
        } catch (StatusRuntimeException unreachable) {
            assertThat(isDead()).as("dead, so that it cannot say that it goes").isTrue();
        }
    }

    /** Leads to Temporal while the process lives. */
    private final class Cable implements ClientInterceptor {
        @Override
        public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
            if (isDead()) {
                throw Status.UNAVAILABLE.withDescription("the process is dead").asRuntimeException();
            }
            return next.newCall(method, options);
        }
    }

    /** Brings AWS to Temporal's moment before each attempt, and lets the process die of a crash. */
    private final class Attempts extends WorkerInterceptorBase {
        @Override
        public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
            return new ActivityInboundCallsInterceptorBase(next) {
                @Override
                public ActivityOutput execute(ActivityInput input) {
                    surroundings.synchronize();
                    try {
                        return super.execute(input);
                    } catch (SimulatedCrash crash) {
                        death.countDown();
                        throw crash;
                    }
                }
            };
        }
    }
}
