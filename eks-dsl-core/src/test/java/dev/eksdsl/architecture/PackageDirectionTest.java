package dev.eksdsl.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each package uses only those that the table in {@link Layers} allows; and the test itself bites. */
class PackageDirectionTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.eksdsl");

    @TestFactory
    Stream<DynamicTest> eachPackage_usesOnlyWhatIsBelowIt() {
        return Layers.packagesOf(CORE).stream()
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> assertThat(Layers.violations(CORE, name)).isEmpty()));
    }

    @Test
    void theImport_isNotEmpty() {
        assertThat(CORE.size()).isGreaterThan(150);
        assertThat(Layers.packagesOf(CORE)).contains("dev.eksdsl", "dev.eksdsl.plan", "dev.eksdsl.resource.cluster");
    }

    @Test
    void plantedViolation_isFound() {
        JavaClasses planted = new ClassFileImporter().importPackages("dev.eksdsl.graph");
        assertThat(Layers.violations(planted, "dev.eksdsl.graph"))
                .singleElement()
                .asString()
                .contains("PlantedViolation")
                .contains("dev.eksdsl.plan");
    }
}
