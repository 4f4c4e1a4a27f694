/**
 * What is particular to each kind: defaults, checks, what a write sets or keeps. Entry: {@link
 * dev.eksdsl.testing.kubernetes.api.rules.RuleBook}.
 */
@NullMarked
package dev.eksdsl.testing.kubernetes.api.rules;

import org.jspecify.annotations.NullMarked;
