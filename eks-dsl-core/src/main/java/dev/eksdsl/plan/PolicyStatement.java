package dev.eksdsl.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.policybuilder.iam.IamCondition;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** Grants that one statement of a policy holds: of one service, or all for every resource, under the same conditions. */
final class PolicyStatement {

    private final SortedMap<String, SortedSet<String>> conditions;
    private final SortedMap<String, SortedSet<String>> resources = new TreeMap<>();
    private final List<Grant> grants = new ArrayList<>();

    PolicyStatement(Grant first) {
        this.conditions = first.conditions();
        add(first);
    }

    /**
     * Whether the statement would allow no more with this grant than they do apart: of each type that it names, the statement
     * names the same resources. Tagging is for all types, so it stays apart; so do reads, to be told at a glance.
     */
    boolean takes(Grant grant) {
        SortedMap<String, SortedSet<String>> own = grant.byType();
        Grant first = grants.get(0);
        boolean everywhere = own.containsKey("*") && resources.containsKey("*");
        return conditions.equals(grant.conditions())
                && (everywhere || first.service().equals(grant.service()))
                && isTagging(first) == isTagging(grant)
                && isRead(first) == isRead(grant)
                && own.containsKey("*") == resources.containsKey("*")
                && own.entrySet().stream()
                        .allMatch(type -> resources
                                .getOrDefault(type.getKey(), type.getValue())
                                .equals(type.getValue()));
    }

    void add(Grant grant) {
        grants.add(grant);
        resources.putAll(grant.byType());
    }

    /** What it is about, in a word or two. */
    String name() {
        Grant first = grants.get(0);
        boolean mixed = grants.stream().map(Grant::service).distinct().count() > 1;
        String service = mixed ? "" : capital(first.service());
        if (isRead(first)) {
            return "Read" + service;
        }
        if (has("aws:RequestTag/")) {
            return (isTagging(first) ? "TagNew" : "Create") + service;
        }
        if (has("aws:ResourceTag/")) {
            return (isTagging(first) ? "Tag" : "Manage") + service;
        }
        return grants.size() == 1 ? first.operation() : "Manage" + service;
    }

    IamStatement build(String sid) {
        IamStatement.Builder statement = IamStatement.builder().sid(sid).effect(IamEffect.ALLOW);
        grants.stream().map(Grant::action).sorted().forEach(statement::addAction);
        SortedSet<String> all = new TreeSet<>();
        resources.values().forEach(all::addAll);
        all.forEach(statement::addResource);
        for (Map.Entry<String, SortedSet<String>> condition : conditions.entrySet()) {
            for (String value : condition.getValue()) {
                statement.addCondition(IamCondition.builder()
                        .operator(Grant.operator(condition.getKey()))
                        .key(Grant.key(condition.getKey()))
                        .value(value)
                        .build());
            }
        }
        return statement.build();
    }

    private boolean has(String key) {
        return conditions.keySet().stream().map(Grant::key).anyMatch(each -> each.startsWith(key));
    }

    private static boolean isRead(Grant grant) {
        return grant.operation().matches("(Describe|Get|List).*");
    }

    private static boolean isTagging(Grant grant) {
        return grant.operation().contains("Tag");
    }

    private static String capital(String service) {
        return Character.toUpperCase(service.charAt(0)) + service.substring(1);
    }
}
