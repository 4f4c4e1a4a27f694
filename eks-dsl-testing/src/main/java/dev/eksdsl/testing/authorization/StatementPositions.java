package dev.eksdsl.testing.authorization;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds where the statements of a policy are in its text: simulations of IAM say which ones matched that way. */
final class StatementPositions {

    private static final JsonFactory JSON = new JsonFactory();

    private StatementPositions() {}

    static List<Statement.Position> of(String document) {
        try (JsonParser parser = JSON.createParser(document)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals("Statement");
                JsonToken value = parser.nextToken();
                if (wanted) {
                    return statements(parser, value);
                }
                parser.skipChildren();
            }
            return List.of();
        } catch (IOException e) {
            throw new MalformedPolicyException("This policy contains invalid Json");
        }
    }

    private static List<Statement.Position> statements(JsonParser parser, @Nullable JsonToken first)
            throws IOException {
        List<Statement.Position> positions = new ArrayList<>();
        JsonToken token = first == JsonToken.START_ARRAY ? parser.nextToken() : first;
        while (token != null
                && token != JsonToken.END_ARRAY
                && token != JsonToken.FIELD_NAME
                && token != JsonToken.END_OBJECT) {
            JsonLocation start = parser.currentTokenLocation();
            parser.skipChildren();
            JsonLocation end = parser.currentLocation();
            positions.add(
                    new Statement.Position(start.getLineNr(), start.getColumnNr(), end.getLineNr(), end.getColumnNr()));
            token = parser.nextToken();
        }
        return positions;
    }
}
