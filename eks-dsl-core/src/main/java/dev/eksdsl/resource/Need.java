package dev.eksdsl.resource;

/** What a caller is about to do with a kind of resource, as far as IAM is concerned. */
public enum Need {
    /** To find out what there is, and to settle and check a wish. */
    OBSERVE,
    /** To create it, with all that repeating the creation, and taking what is there already, may need. */
    CREATE,
    /** To change it in place, whichever call does it; see {@link ResourceType#permissionsToChange} for single calls. */
    UPDATE,
    /** To delete it, with the reads that it takes. */
    DELETE
}
