package dev.eksdsl.plan;

import dev.eksdsl.resource.Permission;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the caller must be allowed to do, as IAM policies: the least that it takes, narrowed to resources and conditions where
 * AWS lets it. The same plan always gives the same texts. Immutable.
 *
 * <p>What the actions of AWS can be narrowed to is from AWS's Service Authorization Reference.
 *
 * @param planning to make the plan, and to make it again afterwards
 * @param applying to carry it out, beside what planning takes
 * @param destroying to destroy the same resources later, beside what planning takes
 */
public record PermissionSet(List<Permission> planning, List<Permission> applying, List<Permission> destroying) {

    /** What AWS allows in a managed policy, whitespace not counted (IAM quotas). */
    public static final int LONGEST_MANAGED_POLICY = 6144;

    /** Nothing: of plans that were stored before there were permissions in them. */
    static final PermissionSet NONE = new PermissionSet(List.of(), List.of(), List.of());

    public PermissionSet {
        planning = List.copyOf(planning);
        applying = List.copyOf(applying);
        destroying = List.copyOf(destroying);
    }

    /** A policy to plan: reads only. */
    public String forPlan() {
        return text(planning);
    }

    /** A policy to plan and apply. */
    public String forApply() {
        return text(planning, applying);
    }

    /** A policy to plan the destruction of the same resources, and to carry it out. */
    public String forDestroy() {
        return text(planning, destroying);
    }

    /** A policy for everything: to plan, apply, plan again and destroy. */
    public String all() {
        return text(planning, applying, destroying);
    }

    /**
     * The same as {@link #all()}, in as many policies as it takes for each to fit into a managed policy, of {@value
     * #LONGEST_MANAGED_POLICY} characters at most. A user or role takes ten of them, unless AWS has raised that quota.
     */
    public List<String> allAsManagedPolicies() {
        return PolicyDocument.of(together(planning, applying, destroying)).fitting(LONGEST_MANAGED_POLICY);
    }

    /** All actions, such as {@code eks:CreateCluster}, sorted. */
    public Set<String> actions() {
        return together(planning, applying, destroying).stream()
                .map(Permission::action)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @SafeVarargs
    private static String text(List<Permission>... parts) {
        return PolicyDocument.of(together(parts)).text();
    }

    @SafeVarargs
    private static List<Permission> together(List<Permission>... parts) {
        return Stream.of(parts).flatMap(Collection::stream).distinct().toList();
    }

    /** The policy for everything. */
    @Override
    public String toString() {
        return all();
    }
}
