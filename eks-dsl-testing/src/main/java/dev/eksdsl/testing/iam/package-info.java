/**
 * The fake's IAM: users, groups, roles, policies, instance profiles, OIDC providers, and simulations of policies. The API is {@link dev.eksdsl.testing.iam.FakeIam}; what other services
 * of the fake need of it is {@link dev.eksdsl.testing.iam.Roles}.
 */
@NullMarked
package dev.eksdsl.testing.iam;

import org.jspecify.annotations.NullMarked;
