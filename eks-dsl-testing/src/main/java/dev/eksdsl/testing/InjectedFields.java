package dev.eksdsl.testing;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The fields of a test class that are filled in: of an offered type and not final; inherited ones too. */
record InjectedFields(List<Field> fields) {

    static InjectedFields ofInstance(Class<?> test) {
        return find(test, field -> !Modifier.isStatic(field.getModifiers()));
    }

    static InjectedFields ofClass(Class<?> test) {
        return find(test, field -> Modifier.isStatic(field.getModifiers()));
    }

    private static InjectedFields find(Class<?> test, Predicate<Field> kind) {
        return new InjectedFields(ReflectionSupport.findFields(
                test,
                kind.and(field -> TestEnvironment.offers(field.getType()) && !Modifier.isFinal(field.getModifiers())),
                HierarchyTraversalMode.TOP_DOWN));
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** @param test the instance; null for static fields */
    void fill(@Nullable Object test, TestEnvironment environment) {
        for (Field field : fields) {
            try {
                field.setAccessible(true);
                field.set(test, environment.get(field.getType()));
            } catch (IllegalAccessException e) {
                throw new ExtensionConfigurationException("cannot fill in " + field, e);
            }
        }
    }

    /** Static fields are not filled in for single tests; if nobody else has, that is a mistake to be told of. */
    void requireFilled() {
        for (Field field : fields) {
            try {
                field.setAccessible(true);
                if (field.get(null) == null) {
                    throw new ExtensionConfigurationException("field " + field.getName() + " of "
                            + field.getDeclaringClass().getName()
                            + " is static, but each test has an AWS of its own: take static away, or say"
                            + " @EksTest(shared = true) on the class");
                }
            } catch (IllegalAccessException e) {
                throw new ExtensionConfigurationException("cannot read " + field, e);
            }
        }
    }
}
