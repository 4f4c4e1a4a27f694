package dev.eksdsl.testing.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.Snapshot;
import dev.eksdsl.testing.SnapshotException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file: what it looks like, and what is said of one that cannot be used. */
class SnapshotFileTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void save() {
        file = directory.resolve("vpc.json");
        try (FakeAws aws = FakeAws.create()) {
            aws.ec2Client().createVpc(q -> q.cidrBlock("10.1.0.0/16"));
            aws.snapshot().save(file);
        }
    }

    @Test
    void file_canBeReadByItsOwner() throws IOException {
        assertThat(Files.readString(file))
                .contains(
                        """
                "format_version" : "1.0",
                """.strip(),
                        "\"operation\" : \"CreateVpc\"",
                        "\"CidrBlock\" : \"10.1.0.0/16\"",
                        "ec2 vpc vpc-0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
        assertThat(Snapshot.load(file).toString()).contains(file.toString(), "2026-11-22T00:00", "1 entries");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"1.0\" | \"2.0\" | has format_version 2.0, and this library reads 1.0: take the snapshot again",
                "format_version | version | is no snapshot, or a damaged one: it has no format_version",
                "journal | diary | is no snapshot, or a damaged one: it has no journal",
                "\"moment\" : \"2026 | \"moment\" : \"2025 | entry 1 of the journal",
                "\"at\" : \"2026 | \"at\" : \"later | could not be parsed"
            })
    void fileThatIsWrong_isRefused(String text, String other, String why) throws IOException {
        Files.writeString(file, Files.readString(file).replace(text, other));

        assertThatThrownBy(() -> Snapshot.load(file))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContainingAll(file.toString(), why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CreateVpc | CreateMoon | entry 1 of 1, call CreateMoon: there is no such operation of ec2",
                "\"ec2\" | \"moon\" | there is no service moon",
                "\"call\" | \"wish\" | entry 1 of 1, wish CreateVpc: no such kind of entry is known",
                "CidrBlock | MoonBlock | its request cannot be read: there is no member MoonBlock",
                "10.1.0.0/16 | 10.1.0.0/8 | entry 1 of 1, call CreateVpc: it had an effect then, and has none now",
                "10.1.0.0/16 | 10.2.0.0/16 | OK",
                "ec2 vpc vpc-0 | ec2 vpc vpc-f | it was taken with another version of this library, or changed since"
            })
    void fileThatCannotBeRestored_isRefused(String text, String other, String why) throws IOException {
        Files.writeString(file, Files.readString(file).replace(text, other));
        Snapshot snapshot = Snapshot.load(file);

        if (why.equals("OK")) {
            FakeAws.builder().from(snapshot).build().close();
        } else {
            assertThatThrownBy(() -> FakeAws.builder().from(snapshot).build())
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContainingAll(file.toString(), "cannot be restored", why);
        }
    }

    @Test
    void halfAFile_isRefused() throws IOException {
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() / 2));

        assertThatThrownBy(() -> Snapshot.load(file))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContainingAll(file.toString(), "it is not whole JSON");
        assertThatThrownBy(() -> Snapshot.load(directory.resolve("none.json")))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("there is no snapshot file " + directory.resolve("none.json"));
        assertThatThrownBy(() -> Snapshot.load(directory)).isInstanceOf(SnapshotException.class);
    }

    @Test
    void fileThatCannotBeWritten_isNamed() {
        try (FakeAws aws = FakeAws.create()) {
            Path nowhere = directory.resolve("no/such/place.json");
            assertThatThrownBy(() -> aws.snapshot().save(nowhere))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining(nowhere.toString());
        }
    }
}
