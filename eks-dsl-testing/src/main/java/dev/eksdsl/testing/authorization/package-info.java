/**
 * IAM's policies: reading them, and deciding by them whether somebody may do something. What each operation of the fake's
 * services asks for is data; {@link dev.eksdsl.testing.authorization.PolicyEnforcement} puts the two together.
 */
@NullMarked
package dev.eksdsl.testing.authorization;

import org.jspecify.annotations.NullMarked;
