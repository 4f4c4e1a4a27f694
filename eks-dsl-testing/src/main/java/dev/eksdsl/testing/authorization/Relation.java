package dev.eksdsl.testing.authorization;

import java.util.Locale;

/** How one resource leads to another that a request means without naming it. */
public enum Relation {

    /** From an instance profile's name or ARN to the ARNs of its roles. */
    PROFILE_ROLE,

    /** From an instance's id to the ARN of its Auto Scaling group. */
    INSTANCE_GROUP,

    /** From a launch template's name to its id. */
    TEMPLATE_ID,

    /** From a launch template's name or id to the instance profile of its default version. */
    TEMPLATE_PROFILE,

    /** From the id of a route table's association to the id of the table. */
    ASSOCIATION_TABLE,

    /** From the id of a route table's association to the id of the subnet that it is with, if it is with one. */
    ASSOCIATION_SUBNET;

    /** The relation that a table of actions writes as {@code profile-role} and the like. */
    static Relation of(String form) {
        return valueOf(form.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
