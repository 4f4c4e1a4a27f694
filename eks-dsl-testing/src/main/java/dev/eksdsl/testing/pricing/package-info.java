/**
 * The fake's Price List: what clusters and Linux instances cost, as far as AWS's figures are at hand. Entry: {@link
 * dev.eksdsl.testing.pricing.FakePricing}.
 */
@NullMarked
package dev.eksdsl.testing.pricing;

import org.jspecify.annotations.NullMarked;
