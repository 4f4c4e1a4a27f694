package dev.eksdsl.engine;

import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.diff.Fields;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.Inputs;
import dev.eksdsl.resource.Lane;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.resource.Timing;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A kind of things in memory. What a thing does in a test, its {@link World} says. */
final class ThingType implements ResourceType<ThingSpec, ThingState> {

    static final Timing TIMING = Timing.of(Duration.ofMinutes(2), Duration.ofMinutes(30));

    private final World world;
    private final String kind;
    private final Set<String> needs;
    private final Optional<Lane> lane;

    ThingType(World world, String kind, Set<String> needs, Optional<Lane> lane) {
        this.world = world;
        this.kind = kind;
        this.needs = needs;
        this.lane = lane;
    }

    /** A wish for a thing of this kind, behind others. */
    Declared<ThingSpec> wish(String name, Declared<?>... after) {
        return wish(name, new ThingSpec("small", "red", "wood", List.of()), after);
    }

    Declared<ThingSpec> wish(String name, ThingSpec spec, Declared<?>... after) {
        Set<ResourceId> before = new LinkedHashSet<>();
        List.of(after).forEach(each -> before.add(each.id()));
        return Declared.of(this, name, spec, before);
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Class<ThingSpec> specType() {
        return ThingSpec.class;
    }

    @Override
    public Class<ThingState> stateType() {
        return ThingState.class;
    }

    @Override
    public Set<String> needs() {
        return needs;
    }

    @Override
    public List<Input> inputs(ThingSpec spec) {
        return spec.uses();
    }

    @Override
    public void observe(Observing<ThingSpec, ThingState> observing) {
        world.found(kind).forEach(observing::found);
    }

    @Override
    public ThingSpec settle(Reading reading, ThingSpec spec, Observation<ThingState> found) {
        world.read("settle " + spec.size());
        return spec;
    }

    @Override
    public List<Problem> check(Reading reading, ResourceId id, ThingSpec spec, Observation<ThingState> found) {
        world.read("check " + spec.size());
        return spec.size().startsWith("bad")
                ? List.of(Problem.error("EKS-Z99", id.toString(), spec.size(), "a good size"))
                : List.of();
    }

    @Override
    public Fields<ThingSpec, ThingState> fields(Inputs inputs) {
        return Fields.<ThingSpec, ThingState>builder()
                .inPlace("resize", "size", s -> Optional.of(s.size()), ThingState::size)
                .inPlace("paint", "colour", s -> Optional.of(s.colour()), ThingState::colour)
                .replace("material", s -> Optional.of(s.material()), ThingState::material)
                .build();
    }

    @Override
    public Map<String, String> outputs(ThingState state) {
        return Map.of("size", state.size());
    }

    @Override
    public Progress<ThingState> create(Acting acting, ThingSpec spec) {
        acting.values(spec.uses());
        return world.make(acting, "create", Optional.of(ThingState.of(spec)));
    }

    @Override
    public Progress<ThingState> resume(Acting acting, ThingState state) {
        return world.make(acting, "resume", Optional.of(state));
    }

    @Override
    public Progress<ThingState> update(
            Acting acting, ThingSpec spec, ThingState state, String call, List<FieldChange> changes) {
        ThingState now = call.equals("paint")
                ? new ThingState(state.size(), spec.colour(), state.material())
                : new ThingState(spec.size(), state.colour(), state.material());
        return world.make(acting, call, Optional.of(now));
    }

    @Override
    public Progress<ThingState> delete(Acting acting, ThingState state) {
        return world.make(acting, "delete", Optional.empty());
    }

    @Override
    public List<String> diagnose(Reading reading, Inputs inputs, ResourceId id, Optional<ThingSpec> spec) {
        return world.diagnose(id.name());
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return TIMING;
    }

    @Override
    public Optional<Lane> lane(Action action) {
        return lane;
    }
}
