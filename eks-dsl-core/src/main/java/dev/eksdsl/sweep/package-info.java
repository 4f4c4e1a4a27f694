/**
 * Leases, and what has outlived them: {@link dev.eksdsl.sweep.ClusterLease} reads and extends, {@link
 * dev.eksdsl.sweep.Sweeper} finds what is expired in all regions and deletes it if told to. There is no lock and no record
 * beside the tags, so any process may do either at any time.
 */
@NullMarked
package dev.eksdsl.sweep;

import org.jspecify.annotations.NullMarked;
