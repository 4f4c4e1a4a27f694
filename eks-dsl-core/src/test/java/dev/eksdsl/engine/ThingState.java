package dev.eksdsl.engine;

/** A thing in memory as it is. */
record ThingState(String size, String colour, String material) {

    static ThingState of(ThingSpec spec) {
        return new ThingState(spec.size(), spec.colour(), spec.material());
    }
}
