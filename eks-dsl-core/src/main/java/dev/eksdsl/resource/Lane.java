package dev.eksdsl.resource;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Actions in one lane run one at a time, in any order. EKS allows one update at a time per cluster, and one creation or
 * deletion of a Fargate profile.
 */
public record Lane(@JsonValue String name) {

    @JsonCreator
    public Lane {}
}
