/**
 * The fake's Systems Manager, as far as clusters need it: the parameter store, with the public parameters that name the
 * images of nodes. Entry: {@link dev.eksdsl.testing.ssm.FakeSsm}.
 */
@NullMarked
package dev.eksdsl.testing.ssm;

import org.jspecify.annotations.NullMarked;
