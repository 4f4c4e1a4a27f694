/**
 * The fake's STS: who a caller is, and temporary credentials for roles. The API is {@link dev.eksdsl.testing.sts.FakeSts};
 * {@link dev.eksdsl.testing.sts.PresignedIdentities} tells who made an EKS token.
 */
@NullMarked
package dev.eksdsl.testing.sts;

import org.jspecify.annotations.NullMarked;
