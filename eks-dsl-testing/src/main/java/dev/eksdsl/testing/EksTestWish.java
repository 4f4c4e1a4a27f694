package dev.eksdsl.testing;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What a test says it needs with {@link EksTest}, or the defaults where it says nothing. */
final class EksTestWish {

    private final Optional<EksTest> annotation;

    private EksTestWish(Optional<EksTest> annotation) {
        this.annotation = annotation;
    }

    /** The annotation on the method; else the one on the class, its superclasses, or the classes around it. */
    static EksTestWish of(ExtensionContext context) {
        Optional<EksTest> ofMethod =
                context.getTestMethod().flatMap(method -> AnnotationSupport.findAnnotation(method, EksTest.class));
        if (ofMethod.filter(EksTest::shared).isPresent()) {
            throw new ExtensionConfigurationException("@EksTest(shared = true) is on method "
                    + context.getRequiredTestMethod().getName() + ", but only a class can share: move it there");
        }
        return new EksTestWish(ofMethod.or(() -> context.getTestClass()
                .flatMap(type ->
                        AnnotationSupport.findAnnotation(type, EksTest.class, context.getEnclosingTestClasses()))));
    }

    boolean shared() {
        return annotation.map(EksTest::shared).orElse(false);
    }

    /** The context that the AWS belongs to: the test's, or that of the class on which sharing was said. */
    ExtensionContext owner(ExtensionContext context) {
        ExtensionContext owner = context;
        while (shared() && !saysItself(owner)) {
            owner = owner.getParent().orElseThrow();
        }
        return owner;
    }

    private static boolean saysItself(ExtensionContext context) {
        return context.getTestMethod().isEmpty()
                && context.getTestClass()
                        .flatMap(type -> AnnotationSupport.findAnnotation(type, EksTest.class))
                        .isPresent();
    }

    Optional<LocalDate> calendar() {
        return annotation.map(EksTest::calendar).map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw new ExtensionConfigurationException(
                        "@EksTest(calendar = \"" + text + "\") is no date: write it as 2026-11-22", e);
            }
        });
    }

    /** The snapshot that the AWS starts from. */
    Optional<Snapshot> snapshot() {
        return annotation.map(EksTest::snapshot).filter(path -> !path.isEmpty()).map(path -> {
            try {
                return Snapshot.load(Path.of(path));
            } catch (InvalidPathException | SnapshotException e) {
                throw new ExtensionConfigurationException(
                        "@EksTest(snapshot = \"" + path + "\"): " + e.getMessage(), e);
            }
        });
    }

    boolean namesCluster() {
        return annotation
                .filter(test -> test.cluster() != EksTest.NoCluster.class)
                .isPresent();
    }

    Supplier<EksClusterSpec> cluster() {
        if (!namesCluster()) {
            return () -> Eks.cluster("test", c -> c.version("1.35").nodeGroup("nodes"));
        }
        return () -> make(annotation.orElseThrow().cluster());
    }

    private static EksClusterSpec make(Class<? extends Supplier<EksClusterSpec>> type) {
        try {
            Constructor<? extends Supplier<EksClusterSpec>> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance().get();
        } catch (InvocationTargetException e) {
            throw new ExtensionConfigurationException(
                    "the constructor of " + type.getName() + ", named in @EksTest(cluster = …), failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new ExtensionConfigurationException(
                    type.getName() + ", named in @EksTest(cluster = …), needs a constructor without parameters;"
                            + " a class within a class must be static for that",
                    e);
        }
    }
}
