package dev.eksdsl.sweep;

/** What a sweep found of a cluster, or did with it. */
public enum SweepOutcome {
    /** Its lease is not over. */
    LEASED,
    /** Its lease is over. Nothing was deleted, for nothing was to be. */
    EXPIRED,
    /** Nothing of it carries a lease: it is of no concern to a sweep. */
    NO_LEASE,
    /** Its lease is over, or may be, but something speaks against deleting it. */
    REFUSED,
    /** It was deleted, and nothing is left. */
    DELETED,
    /** It could not be deleted, or something is left. */
    FAILED
}
