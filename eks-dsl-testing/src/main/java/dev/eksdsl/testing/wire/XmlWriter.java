package dev.eksdsl.testing.wire;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Writes elements, and typed structures as the query protocols' responses have them. */
final class XmlWriter {

    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder xml = new StringBuilder();

    XmlWriter open(String element) {
        xml.append('<').append(element).append('>');
        return this;
    }

    XmlWriter open(String element, String namespace) {
        xml.append('<').append(element).append(" xmlns=\"");
        escape(namespace);
        xml.append("\">");
        return this;
    }

    XmlWriter close(String element) {
        xml.append("</").append(element).append('>');
        return this;
    }

    XmlWriter text(String element, String text) {
        open(element);
        escape(text);
        return close(element);
    }

    /** The members of a structure, without an element around them. */
    XmlWriter members(SdkPojo pojo) {
        SetFields.forEach(pojo, (field, value) -> member(field.unmarshallLocationName(), field, value));
        return this;
    }

    private void member(String element, SdkField<?> field, Object value) {
        if (value instanceof List<?> list) {
            list(element, field.getRequiredTrait(ListTrait.class), list);
        } else if (value instanceof Map<?, ?> map) {
            map(element, field.getRequiredTrait(MapTrait.class), map);
        } else if (value instanceof SdkPojo pojo) {
            open(element).members(pojo).close(element);
        } else {
            text(element, FieldText.format(field, value));
        }
    }

    private void list(String element, ListTrait trait, List<?> list) {
        SdkField<?> item = trait.memberFieldInfo();
        if (trait.isFlattened()) {
            list.forEach(each -> member(element, item, each));
        } else {
            open(element);
            list.forEach(each -> member(item.unmarshallLocationName(), item, each));
            close(element);
        }
    }

    private void map(String element, MapTrait trait, Map<?, ?> map) {
        String entry = trait.isFlattened() ? element : "entry";
        if (!trait.isFlattened()) {
            open(element);
        }
        map.forEach((key, value) -> {
            open(entry).text(trait.keyLocationName(), key.toString());
            member(trait.valueLocationName(), trait.valueFieldInfo(), value);
            close(entry);
        });
        if (!trait.isFlattened()) {
            close(element);
        }
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                // a parser would turn a bare carriage return into a line feed
                case '\r' -> xml.append("&#13;");
                default -> xml.appendCodePoint(isXml(c) ? c : REPLACEMENT);
            }
        });
    }

    /** XML 1.0 has no way to write the others. */
    private static boolean isXml(int c) {
        return c >= 0x20 && c <= 0xD7FF || c == '\t' || c == '\n' || c >= 0xE000 && c <= 0xFFFD || c > 0xFFFF;
    }

    @Override
    public String toString() {
        return xml.toString();
    }
}
