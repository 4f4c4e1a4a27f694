package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Notes what has changed; acts later, on the timeline. */
interface Controller {

    /** @param type {@code ADDED}, {@code MODIFIED} or {@code DELETED} */
    void changed(String type, String resource, ObjectNode object);
}
