package dev.eksdsl.engine;

import dev.eksdsl.model.Input;
import java.util.List;

/**
 * A thing in memory as it is wished for.
 *
 * @param size can be changed in place
 * @param colour can be changed in place, with a call of its own
 * @param material only a new thing can have another one
 * @param uses outputs of other things
 */
record ThingSpec(String size, String colour, String material, List<Input> uses) {}
