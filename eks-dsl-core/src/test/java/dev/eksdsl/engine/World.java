package dev.eksdsl.engine;

import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.execute.Deadlines;
import dev.eksdsl.execute.Executor;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.execute.Report;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Declaration;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Planner;
import dev.eksdsl.plan.ResourceTypes;
import dev.eksdsl.plan.Spared;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.Lane;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.resource.ScriptedAws;
import dev.eksdsl.time.VirtualTimeline;
import dev.eksdsl.waiting.Experience;
import dev.eksdsl.waiting.HazardLooks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Things in memory, how long each takes to make, and what goes wrong with it; and the engine that works on them. */
final class World {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** One call on one thing, from its beginning to its end. */
    record Span(String what, ResourceId id, Instant from, Instant to) {

        Duration start() {
            return Duration.between(START, from);
        }

        boolean overlaps(Span other) {
            return from.isBefore(other.to) && other.from.isBefore(to);
        }

        @Override
        public String toString() {
            return what + " " + id;
        }
    }

    final VirtualTimeline time = new VirtualTimeline(START);
    final List<ProgressEvent> events = new ArrayList<>();
    final List<Span> spans = new ArrayList<>();
    final List<String> reads = new ArrayList<>();

    /** What all runs learn from. */
    final Experience experience = new Experience();

    private final ScriptedAws aws = new ScriptedAws();
    private final List<ResourceType<?, ?>> kinds = new ArrayList<>();
    private final Map<ResourceId, Observation<ThingState>> there = new TreeMap<>();
    private final Map<String, Duration> durations = new HashMap<>();
    private final Map<String, Supplier<? extends Throwable>> troubles = new HashMap<>();
    private final Map<String, Integer> times = new HashMap<>();
    private final Map<String, Supplier<List<String>>> knowledge = new HashMap<>();
    private Set<ResourceId> replaceable = Set.of();
    private Consumer<ProgressEvent> listener = event -> {};

    /** Told of every event of a run, beside {@link #events}. */
    void onEvent(Consumer<ProgressEvent> other) {
        listener = other;
    }

    ThingType kind(String kind, String... needs) {
        return add(new ThingType(this, kind, Set.of(needs), Optional.empty()));
    }

    /** A kind whose actions run one at a time. */
    ThingType oneAtATime(String kind) {
        return add(new ThingType(this, kind, Set.of(), Optional.of(new Lane(kind))));
    }

    private ThingType add(ThingType type) {
        kinds.add(type);
        return type;
    }

    /** Every action on the thing takes this long; 10 seconds where nothing is said. */
    World takes(String name, Duration duration) {
        durations.put(name, duration);
        return this;
    }

    /** The first actions on the thing fail, as often as said. */
    World fails(String name, int often, Supplier<? extends Throwable> failure) {
        troubles.put(name, failure);
        times.put(name, often);
        return this;
    }

    World has(Declared<ThingSpec> thing) {
        return has(thing.id(), new Observation.Present<>(ThingState.of(thing.spec())));
    }

    World has(ResourceId id, Observation<ThingState> found) {
        there.put(id, found);
        return this;
    }

    World mayReplace(ResourceId... ids) {
        replaceable = Set.of(ids);
        return this;
    }

    Plan plan(Declared<?>... wishes) {
        return planner().toApply("shop", Declaration.NONE, List.of(wishes), List.of(), replaceable);
    }

    Plan destruction() {
        return planner().toDestroy("shop", Spared.NOTHING);
    }

    Report apply(Declared<?>... wishes) {
        return apply(plan(wishes));
    }

    Report apply(Plan plan) {
        return apply(plan, Deadlines.standard());
    }

    Report apply(Plan plan, Deadlines deadlines) {
        return executor().run(plan, this::happened, deadlines);
    }

    ApplyHandle start(Plan plan) {
        return start(plan, events::add);
    }

    ApplyHandle start(Plan plan, Consumer<ProgressEvent> listener) {
        return executor().start(plan, listener, Deadlines.standard());
    }

    private void happened(ProgressEvent event) {
        events.add(event);
        listener.accept(event);
    }

    List<String> made() {
        return spans.stream().map(Span::toString).toList();
    }

    Span span(String what) {
        return spans.stream().filter(s -> s.toString().equals(what)).findFirst().orElseThrow();
    }

    Planner planner() {
        return new Planner(ResourceTypes.of(kinds), aws, time);
    }

    private Executor executor() {
        return new Executor(ResourceTypes.of(kinds), aws, time, planner(), new HazardLooks(), experience);
    }

    Map<ResourceId, Observation<ThingState>> found(String kind) {
        Map<ResourceId, Observation<ThingState>> found = new TreeMap<>(there);
        found.keySet().removeIf(id -> !id.kind().equals(kind));
        return found;
    }

    /** What is found out about the thing. A failure is the answer's own. */
    World knows(String name, Supplier<List<String>> causes) {
        knowledge.put(name, causes);
        return this;
    }

    List<String> diagnose(String name) {
        reads.add("diagnose " + name);
        return knowledge.getOrDefault(name, List::of).get();
    }

    void read(String what) {
        reads.add(what);
        trouble(what);
    }

    Progress<ThingState> make(Acting acting, String what, Optional<ThingState> result) {
        trouble(acting.id().name());
        Instant from = time.now();
        return look(
                new Span(what, acting.id(), from, from.plus(duration(acting.id().name()))), result);
    }

    private Progress<ThingState> look(Span span, Optional<ThingState> result) {
        if (time.now().isBefore(span.to())) {
            return Progress.waiting("WORKING", acting -> look(span, result));
        }
        spans.add(new Span(span.what(), span.id(), span.from(), time.now()));
        if (result.isEmpty()) {
            there.remove(span.id());
            return Progress.gone();
        }
        there.put(span.id(), new Observation.Present<>(result.get()));
        return Progress.done(result.get());
    }

    private Duration duration(String name) {
        return durations.getOrDefault(name, Duration.ofSeconds(10));
    }

    private void trouble(String name) {
        if (times.getOrDefault(name, 0) > 0) {
            times.merge(name, -1, Integer::sum);
            Throwable failure = troubles.get(name).get();
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }
}
