/**
 * The fake's Service Quotas: shows the quotas of {@link dev.eksdsl.testing.server.Quotas} and raises them on request.
 * Entry: {@link dev.eksdsl.testing.servicequotas.FakeServiceQuotas}.
 */
@NullMarked
package dev.eksdsl.testing.servicequotas;

import org.jspecify.annotations.NullMarked;
