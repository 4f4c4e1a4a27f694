/** The fake's EKS Auth, which gives pods the credentials of their roles: {@link dev.eksdsl.testing.eksauth.FakeEksAuth}. */
@NullMarked
package dev.eksdsl.testing.eksauth;

import org.jspecify.annotations.NullMarked;
