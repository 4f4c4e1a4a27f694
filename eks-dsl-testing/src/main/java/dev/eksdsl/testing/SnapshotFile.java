package dev.eksdsl.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A snapshot as a JSON file. {@code format_version} is {@value #FORMAT_VERSION}; another major version is refused, unknown
 * members of the same are ignored.
 */
final class SnapshotFile {

    private static final String FORMAT_VERSION = "1.0";

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SnapshotFile() {}

    static void write(Snapshot snapshot, Path file) {
        Path target = file.toAbsolutePath();
        try {
            // beside the target, so that it can be moved in one go; such files are for their owner alone
            Path temporary = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".part");
            try {
                Files.write(temporary, JSON.writeValueAsBytes(json(snapshot)));
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new SnapshotException("the snapshot cannot be written to %s: %s".formatted(file, e), e);
        }
    }

    private static ObjectNode json(Snapshot snapshot) {
        ObjectNode json = JSON.createObjectNode().put("format_version", FORMAT_VERSION);
        Snapshot.Settings settings = snapshot.settings();
        json.put("moment", snapshot.moment().toString());
        json.putObject("settings")
                .put("seed", settings.seed())
                .put("start", settings.start().toString())
                .put("lenient", settings.lenient())
                .put("drawnDurations", settings.drawnDurations())
                .put("defaultVpcs", settings.defaultVpcs())
                .put("loadBalancerController", settings.loadBalancerController());
        ArrayNode inventory = json.putArray("inventory");
        snapshot.inventory().forEach(inventory::add);
        json.putArray("journal").addAll(snapshot.journal());
        return json;
    }

    static Snapshot read(Path file) {
        try {
            return snapshot(file, JSON.readTree(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            throw new SnapshotException("there is no snapshot file " + file, e);
        } catch (JsonProcessingException e) {
            throw damaged(file, "it is not whole JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new SnapshotException("the snapshot file %s cannot be read: %s".formatted(file, e), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static SnapshotException damaged(Path file, String why, Exception cause) {
        return new SnapshotException("%s is no snapshot, or a damaged one: %s".formatted(file, why), cause);
    }

    private static Snapshot snapshot(Path file, JsonNode json) {
        String version = text(json, "format_version");
        if (!version.startsWith("1.")) {
            throw new SnapshotException("%s has format_version %s, and this library reads %s: take the snapshot again"
                    .formatted(file, version, FORMAT_VERSION));
        }
        JsonNode settings = member(json, "settings");
        Instant start = Instant.parse(text(settings, "start"));
        Instant moment = Instant.parse(text(json, "moment"));
        List<String> inventory = new ArrayList<>();
        member(json, "inventory").forEach(item -> inventory.add(item.asText()));
        return new Snapshot(
                "the snapshot " + file,
                new Snapshot.Settings(
                        member(settings, "seed").asLong(),
                        start,
                        member(settings, "lenient").asBoolean(),
                        member(settings, "drawnDurations").asBoolean(),
                        member(settings, "defaultVpcs").asBoolean(),
                        member(settings, "loadBalancerController").asBoolean()),
                moment,
                inventory,
                journal(member(json, "journal"), start, moment));
    }

    private static List<ObjectNode> journal(JsonNode entries, Instant start, Instant moment) {
        List<ObjectNode> journal = new ArrayList<>();
        Instant last = start;
        for (JsonNode entry : entries) {
            if (!(entry instanceof ObjectNode object)) {
                throw new IllegalArgumentException("an entry of the journal is no object");
            }
            text(entry, "kind");
            Instant at = Instant.parse(text(entry, "at"));
            if (at.isBefore(last) || at.isAfter(moment)) {
                throw new IllegalArgumentException(
                        "entry %d of the journal, of %s, is not in order".formatted(journal.size() + 1, at));
            }
            last = at;
            journal.add(object);
        }
        return journal;
    }

    private static String text(JsonNode object, String name) {
        return member(object, name).asText();
    }

    private static JsonNode member(JsonNode object, String name) {
        JsonNode member = object.get(name);
        if (member == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return member;
    }
}
