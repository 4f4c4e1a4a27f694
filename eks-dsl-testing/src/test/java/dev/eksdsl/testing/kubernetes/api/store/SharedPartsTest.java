package dev.eksdsl.testing.kubernetes.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class SharedPartsTest {

    private final SharedParts parts = new SharedParts();

    @Test
    void equalParts_areTheSame() throws Exception {
        ObjectNode one = parts.stored(pod("one"));
        ObjectNode two = parts.stored(pod("two"));

        assertThat(one.get("spec")).isSameAs(two.get("spec"));
        assertThat(one.at("/metadata/labels")).isSameAs(two.at("/metadata/labels"));
        assertThat(one.at("/metadata/name").asText()).isEqualTo("one");
    }

    @Test
    void stored_readsAsBefore() throws Exception {
        ObjectNode pod = pod("one");
        ObjectNode stored = parts.stored(pod);

        assertThat(stored.toString()).isEqualTo(pod.toString());
        assertThat(stored.equals(pod)).isTrue();
        assertThat(pod.equals(stored)).isTrue();
        assertThat(stored.hashCode()).isEqualTo(pod.hashCode());
        assertThat(stored.has("spec")).isTrue();
        assertThat(stored.get("status")).isNull();
    }

    @Test
    void otherOrderOfFields_isKept() throws Exception {
        parts.stored(read("{\"spec\":{\"a\":1,\"b\":2}}"));

        assertThat(parts.stored(read("{\"spec\":{\"b\":2,\"a\":1}}")).toString())
                .isEqualTo("{\"spec\":{\"b\":2,\"a\":1}}");
    }

    @Test
    void stored_cannotBeChanged_butItsCopyCan() throws Exception {
        ObjectNode stored = parts.stored(pod("one"));

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> ((ObjectNode) stored.get("spec")).put("nodeName", "node"));
        ObjectNode copy = stored.deepCopy();
        copy.withObject("/spec").put("nodeName", "node");
        copy.withArray("/spec/containers").removeAll();
        assertThat(stored.toString()).isEqualTo(pod("one").toString());
    }

    private static ObjectNode pod(String name) throws JsonProcessingException {
        return read("""
                {"metadata":{"name":"%s","labels":{"app":"web","tier":"front"}},
                 "spec":{"containers":[{"name":"web","ports":[80,443]}],"nodeName":null}}""".formatted(name));
    }

    private static ObjectNode read(String json) throws JsonProcessingException {
        return (ObjectNode) new ObjectMapper().readTree(json);
    }
}
