package dev.eksdsl.testing.authorization;

import dev.eksdsl.testing.authorization.ActionTable.Need;
import dev.eksdsl.testing.authorization.ActionTable.Target;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.TaggedResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Finds what a typed request needs permission for, by the tables of actions. */
final class NeededPermissions {

    private static final String EC2 = "ec2";

    private final Map<String, ActionTable> tables = new HashMap<>();
    private final KnownResources resources;

    NeededPermissions(KnownResources resources) {
        this.resources = resources;
    }

    /** One request on its way to its permissions. */
    private record Asked(
            ActionTable table,
            String service,
            String operation,
            RequestMembers members,
            RequestTags tags,
            Caller caller) {}

    /**
     * @param shared what the context of each of them starts with
     * @return in the order in which they are checked; none if the operation needs none
     */
    List<Permission> of(String service, String operation, SdkPojo request, Caller caller, RequestContext shared) {
        RequestMembers members = new RequestMembers(request);
        ActionTable table = tables.computeIfAbsent(service, ActionTable::of);
        Asked asked = new Asked(table, service, operation, members, new RequestTags(members), caller);
        RequestContext context = described(asked, shared);
        List<Permission> permissions = new ArrayList<>();
        List<Need> needs = table.needs(operation);
        if (needs == null) {
            permissions.add(new Permission(service + ":" + operation, "*", context));
        } else {
            needs.forEach(need -> add(need, asked, context, permissions));
        }
        if (service.equals(EC2)) {
            addTagging(asked, context, permissions);
        }
        return permissions;
    }

    private static RequestContext described(Asked asked, RequestContext shared) {
        RequestContext context = shared.copy();
        asked.table.keys().forEach((key, member) -> {
            List<String> values = new ArrayList<>();
            for (String each : member.split("\\|")) {
                values.addAll(asked.members.texts(each));
            }
            if (!values.isEmpty()) {
                context.put(key, values);
            }
        });
        withTags(context, asked.tags.given(), asked.tags.removed());
        return context;
    }

    private static void withTags(RequestContext context, Map<String, String> given, Set<String> removed) {
        context.tags("aws:RequestTag", given);
        Set<String> keys = new HashSet<>(given.keySet());
        keys.addAll(removed);
        if (!keys.isEmpty()) {
            context.put("aws:TagKeys", keys);
        }
    }

    private void add(Need need, Asked asked, RequestContext context, List<Permission> permissions) {
        boolean needed = !need.action().equals(ActionTable.NOTHING)
                && (need.onlyWith() == null
                        || !asked.members.values(need.onlyWith()).isEmpty());
        if (!needed) {
            return;
        }
        RequestContext own = context.copy();
        need.context()
                .forEach((key, value) -> new ArnTemplate(value)
                        .fill(asked.members, asked.caller, resources, true)
                        .forEach(filled -> own.put(key, filled)));
        if (need.resources().isEmpty()) {
            permissions.add(new Permission(need.action(), "*", own));
        }
        boolean first = true;
        for (Target target : need.resources()) {
            for (String arn : target.arn().fill(asked.members, asked.caller, resources, first)) {
                if (!need.onlyIfMissing() || resources.find(asked.caller, arn).isEmpty()) {
                    permissions.add(on(arn, need.action(), target.type(), asked, own));
                }
            }
            first = false;
        }
    }

    private Permission on(String arn, String action, String type, Asked asked, RequestContext context) {
        RequestContext own = context.copy();
        Map<String, String> created = asked.tags.ofCreated().get(type);
        if (created != null) {
            withTags(own, created, Set.of());
        }
        // Karpenter's published policy shows that IAM counts the tags of what is being made as its tags
        Map<String, String> coming = action.startsWith("iam:Tag") ? asked.tags.given() : Map.of();
        Existing existing = new Existing(resources, asked.caller, arn, coming);
        own.otherwise(existing::value);
        // only what a request leaves open is looked up at once: tags are asked for by conditions alone
        boolean open = arn.indexOf('*') >= 0 || arn.contains(":iam::");
        return new Permission(action, open ? existing.arn() : arn, own);
    }

    /** What EC2 makes with tags needs CreateTags, too, with the operation that makes it (EC2 user guide, "Tag on create"). */
    private void addTagging(Asked asked, RequestContext context, List<Permission> permissions) {
        asked.tags.ofCreated().forEach((type, tags) -> {
            RequestContext own = context.copy().put("ec2:CreateAction", asked.operation);
            withTags(own, tags, Set.of());
            ArnTemplate arn = asked.table.type(type);
            String resource = arn == null
                    ? "*"
                    : arn.fill(RequestMembers.NONE, asked.caller, resources, true)
                            .get(0);
            permissions.add(new Permission("ec2:CreateTags", resource, own));
        });
    }

    /** A resource that may exist, looked up once, when it is first asked for. */
    private static final class Existing {

        private final KnownResources resources;
        private final Caller caller;
        private final String arn;
        private final Map<String, String> coming;
        private Optional<TaggedResource> found = Optional.empty();
        private boolean asked;

        /** @param coming the tags of a resource that does not exist yet */
        Existing(KnownResources resources, Caller caller, String arn, Map<String, String> coming) {
            this.resources = resources;
            this.caller = caller;
            this.arn = arn;
            this.coming = coming;
        }

        String arn() {
            return found().map(TaggedResource::arn).orElse(arn);
        }

        @Nullable
        List<String> value(String key) {
            int slash = key.indexOf(":ResourceTag/");
            if (slash < 0) {
                return null;
            }
            String value = found().map(TaggedResource::tags)
                    .orElse(coming)
                    .get(key.substring(slash + ":ResourceTag/".length()));
            return value == null ? null : List.of(value);
        }

        private Optional<TaggedResource> found() {
            if (!asked) {
                found = resources.find(caller, arn);
                asked = true;
            }
            return found;
        }
    }
}
