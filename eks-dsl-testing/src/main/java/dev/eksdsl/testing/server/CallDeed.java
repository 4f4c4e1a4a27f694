package dev.eksdsl.testing.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.eksdsl.testing.wire.TypedJson;
import java.util.regex.Pattern;

/** A call that had an effect. */
record CallDeed(Call call) implements Deed {

    static final String KIND = "call";

    /** Header, claims and signature. */
    private static final Pattern WEB_TOKEN = Pattern.compile("(eyJ[\\w-]+\\.[\\w-]+\\.)[\\w-]+");

    /** Good enough for every password policy; nobody ever logs in with it. */
    private static final TextNode SOME_PASSWORD = JsonNodeFactory.instance.textNode("Not-kept-in-snapshots-1");

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("service", call.service()).put("operation", call.operation());
        json.putObject("caller")
                .put("account", call.caller().accountId())
                .put("region", call.caller().region())
                .put("arn", call.caller().arn())
                .put("accessKeyId", call.caller().accessKeyId());
        json.set("request", withoutCredentials(TypedJson.write(call.request())));
        return json;
    }

    static Caller caller(JsonNode json) {
        JsonNode caller = json.path("caller");
        return new Caller(
                caller.path("account").asText(),
                caller.path("region").asText(),
                caller.path("arn").asText(),
                caller.path("accessKeyId").asText());
    }

    /** Passwords are replaced, and web identity tokens lose their signatures, which the fake never looks at. */
    private static ObjectNode withoutCredentials(ObjectNode request) {
        request.properties().forEach(member -> {
            if (member.getKey().endsWith("Password") && member.getValue().isTextual()) {
                member.setValue(SOME_PASSWORD);
            } else if (member.getValue().isTextual()) {
                String unsigned = WEB_TOKEN.matcher(member.getValue().asText()).replaceAll("$1");
                member.setValue(JsonNodeFactory.instance.textNode(unsigned));
            }
        });
        return request;
    }
}
