package dev.eksdsl.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Makes each call once, told apart by its request. A failure that may pass is not remembered. Thread-safe. */
final class RememberingAws implements AwsApi {

    private final AwsApi calls;
    private final Map<Object, Object> answers = new ConcurrentHashMap<>();

    RememberingAws(AwsApi calls) {
        this.calls = calls;
    }

    @Override
    public String region() {
        return calls.region();
    }

    @Override
    public String partition() {
        return calls.partition();
    }

    @Override
    public String accountId() {
        return calls.accountId();
    }

    @Override
    public <Q, R> R eks(BiFunction<EksClient, Q, R> operation, Q request) {
        return once(request, () -> calls.eks(operation, request));
    }

    @Override
    public <Q, R> R ec2(BiFunction<Ec2Client, Q, R> operation, Q request) {
        return once(request, () -> calls.ec2(operation, request));
    }

    @Override
    public <Q, R> R iam(BiFunction<IamClient, Q, R> operation, Q request) {
        return once(request, () -> calls.iam(operation, request));
    }

    @Override
    public <Q, R> R ssm(BiFunction<SsmClient, Q, R> operation, Q request) {
        return once(request, () -> calls.ssm(operation, request));
    }

    @Override
    public AwsApi remembering() {
        return this;
    }

    @SuppressWarnings("unchecked") // an answer is remembered under the very request that it answers
    private <R> R once(Object request, Supplier<R> call) {
        Object answer = answers.computeIfAbsent(request, x -> {
            try {
                return call.get();
            } catch (AwsCallException e) {
                if (e.mayPass()) {
                    throw e;
                }
                return e;
            }
        });
        if (answer instanceof AwsCallException refused) {
            throw refused;
        }
        return (R) answer;
    }
}
