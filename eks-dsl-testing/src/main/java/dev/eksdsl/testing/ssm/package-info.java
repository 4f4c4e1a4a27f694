/**
 * The fake's Systems Manager, as far as clusters need it: the public parameters with the images of nodes. Entry: {@link
 * dev.eksdsl.testing.ssm.FakeSsm}.
 */
@NullMarked
package dev.eksdsl.testing.ssm;

import org.jspecify.annotations.NullMarked;
