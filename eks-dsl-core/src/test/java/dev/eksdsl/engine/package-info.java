/** The plan engine on resources in memory: no AWS, virtual time. The entry is {@link dev.eksdsl.engine.World}. */
@NullMarked
package dev.eksdsl.engine;

import org.jspecify.annotations.NullMarked;
