package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;

/** Names an object of a resource; the namespace is empty for what is in none. */
record Key(String namespace, String name) {

    static Key of(JsonNode object) {
        return new Key(Meta.namespace(object), Meta.name(object));
    }
}
