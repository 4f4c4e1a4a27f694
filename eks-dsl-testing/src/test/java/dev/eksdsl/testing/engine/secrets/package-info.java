/** That no secret shows in anything a person or a log may see. */
@NullMarked
package dev.eksdsl.testing.engine.secrets;

import org.jspecify.annotations.NullMarked;
