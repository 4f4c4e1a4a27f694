/**
 * Tests without AWS: {@link dev.eksdsl.testing.FakeAws} is an AWS in memory, with virtual time, faults and a record of
 * calls; {@link dev.eksdsl.testing.EksTest} gives one to each JUnit test; {@link dev.eksdsl.testing.FakeAwsServer} serves one
 * to other processes.
 */
@NullMarked
package dev.eksdsl.testing;

import org.jspecify.annotations.NullMarked;
