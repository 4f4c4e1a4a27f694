package dev.eksdsl.kubernetes.access;

import dev.eksdsl.model.EksDslException;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A kubectl configuration file: which one, what is in it, and how it is replaced in one step. */
final class KubeconfigFile {

    private final Path path;

    private KubeconfigFile(Path path) {
        this.path = path;
    }

    static KubeconfigFile of(Path path) {
        return new KubeconfigFile(path.toAbsolutePath());
    }

    /**
     * The file that {@code aws eks update-kubeconfig} would choose.
     *
     * @param variable the value of KUBECONFIG, maybe empty
     */
    static Path byDefault(String variable, Path home, String cluster) {
        List<Path> named = Arrays.stream(variable.split(File.pathSeparator))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> name.startsWith("~/") ? home.resolve(name.substring(2)) : Path.of(name))
                .toList();
        if (named.isEmpty()) {
            return home.resolve(".kube").resolve("config");
        }
        return named.stream()
                .filter(file -> of(file).knows(cluster))
                .findFirst()
                .orElse(named.get(0));
    }

    Path merge(Config entry) {
        Config config = read().orElse(null);
        if (config == null) {
            return write(entry);
        }
        config.setClusters(merged(config.getClusters(), entry.getClusters(), c -> c.getName()));
        config.setUsers(merged(config.getUsers(), entry.getUsers(), u -> u.getName()));
        config.setContexts(merged(config.getContexts(), entry.getContexts(), c -> c.getName()));
        config.setCurrentContext(entry.getCurrentContext());
        return write(config);
    }

    Path write(Config config) {
        try {
            // Through a link to the file it stands for: replacing the link would cut it off from its real place.
            Path target = Files.exists(path) ? path.toRealPath() : path;
            Path folder = Objects.requireNonNull(target.getParent(), "an absolute file has a folder");
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, ".kubeconfig-", ".new", ownerOnly());
            try {
                Files.writeString(fresh, Serialization.asYaml(config));
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
            return path;
        } catch (IOException e) {
            throw new EksDslException("cannot write " + path + ": " + e, e);
        }
    }

    private boolean knows(String cluster) {
        try {
            return read().map(Config::getClusters).stream()
                    .flatMap(List::stream)
                    .anyMatch(c -> cluster.equals(c.getName()));
        } catch (EksDslException unreadable) {
            // A broken file among several is passed over, as kubectl does; choosing it explicitly reports it.
            return false;
        }
    }

    private Optional<Config> read() {
        String text;
        try {
            text = Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw new EksDslException("cannot read " + path + ": " + e, e);
        }
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Serialization.unmarshal(text, Config.class));
        } catch (RuntimeException e) {
            throw new EksDslException(
                    path + " is not a kubectl configuration file, and was left as it is: " + e.getMessage()
                            + ". Repair it or name another file",
                    e);
        }
    }

    /** The present entries in their order, with those of the same name replaced and new ones at the end. */
    private static <T> List<T> merged(@Nullable List<T> present, List<T> entries, Function<T, String> name) {
        List<T> result = new ArrayList<>(present == null ? List.of() : present);
        for (T entry : entries) {
            result.replaceAll(old -> name.apply(entry).equals(name.apply(old)) ? entry : old);
            if (!result.contains(entry)) {
                result.add(entry);
            }
        }
        return result;
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
