package dev.eksdsl.testing.wire;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Writes elements, and typed structures as the query protocols' responses have them. */
final class XmlWriter {

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
        SetFields.of(pojo).forEach((field, value) -> member(field.unmarshallLocationName(), field, value));
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
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                // a parser would turn a bare carriage return into a line feed
                case '\r' -> xml.append("&#13;");
                default -> xml.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return xml.toString();
    }
}
