package dev.eksdsl.testing.server;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that was done to the fake from outside, as the world's {@link Journal} keeps it. It is written when a snapshot is
 * taken, and repeated by the {@link Journal.Player} of its kind.
 */
public interface Deed {

    /** The kind of deed: names the player. */
    String kind();

    /** What the player needs to do the same again. No credentials. */
    ObjectNode json();

    /** A deed whose description is complete at once. */
    static Deed of(String kind, ObjectNode json) {
        return new Deed() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public ObjectNode json() {
                return json.deepCopy();
            }
        };
    }
}
