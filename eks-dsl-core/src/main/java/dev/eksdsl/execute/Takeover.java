package dev.eksdsl.execute;

import java.time.Instant;

/**
 * Another declaration has come to hold while a plan was carried out.
 *
 * @param by the other's digest; {@link dev.eksdsl.plan.Declaration#DESTRUCTION} if it is a destruction; empty if the claim is
 *     gone with the cluster
 * @param after when this plan's own declaration was last seen to hold, or was begun with
 * @param noticed when the other one was seen
 */
public record Takeover(String by, Instant after, Instant noticed) {}
