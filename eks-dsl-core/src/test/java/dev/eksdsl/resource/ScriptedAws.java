package dev.eksdsl.resource;

import dev.eksdsl.aws.AwsApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Answers calls as a test has written down, by the type of their request, and records them. */
public final class ScriptedAws implements AwsApi {

    private final Map<Class<?>, Function<Object, Object>> answers = new HashMap<>();
    private final List<Object> requests = new ArrayList<>();

    public <Q> ScriptedAws on(Class<Q> request, Function<Q, Object> answer) {
        answers.put(request, asked -> answer.apply(request.cast(asked)));
        return this;
    }

    /** The names of the calls that were made, in order. */
    public List<String> calls() {
        return requests.stream()
                .map(request -> request.getClass().getSimpleName().replaceFirst("Request$", ""))
                .toList();
    }

    public <Q> List<Q> requests(Class<Q> type) {
        return requests.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public String region() {
        return "us-east-1";
    }

    @Override
    public String partition() {
        return "aws";
    }

    @Override
    public String accountId() {
        return "111122223333";
    }

    @Override
    public <C, Q, R> R call(Class<C> client, BiFunction<C, Q, R> operation, Q request) {
        return answer(request);
    }

    @SuppressWarnings("unchecked") // a test answers a request with its own response
    private <R> R answer(Object request) {
        requests.add(request);
        Function<Object, Object> answer = answers.get(request.getClass());
        if (answer == null) {
            throw new AssertionError("unexpected call: " + request);
        }
        return (R) answer.apply(request);
    }
}
