/** The policies that plans ask for, held against a fake that denies all else. */
@NullMarked
package dev.eksdsl.testing.engine.permissions;

import org.jspecify.annotations.NullMarked;
