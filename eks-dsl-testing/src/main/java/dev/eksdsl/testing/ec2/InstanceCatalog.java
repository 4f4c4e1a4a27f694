package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.TableFile;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The instance types that the fake knows, read from {@code instance-types.csv} beside this class. */
final class InstanceCatalog {

    private static final Map<String, Entry> ENTRIES = read();

    private InstanceCatalog() {}

    /**
     * An instance type.
     *
     * @param interfaces the most network interfaces on all cards
     * @param cardInterfaces the most network interfaces on the default card, which pods can use
     * @param cards how many network cards
     * @param addressesPerInterface the most IPv4 addresses of one interface
     * @param hypervisor {@code nitro}, {@code xen} or {@code unknown}
     */
    record Entry(
            String name,
            int vcpus,
            int memoryMib,
            String architecture,
            int maxPods,
            int interfaces,
            int cardInterfaces,
            int cards,
            int addressesPerInterface,
            String hypervisor,
            boolean bareMetal) {

        CloudNetwork.InstanceTypeView view() {
            return new CloudNetwork.InstanceTypeView(name, vcpus, memoryMib, architecture, maxPods);
        }
    }

    static Optional<Entry> find(String name) {
        return Optional.ofNullable(ENTRIES.get(name));
    }

    /** All, by name. */
    static Collection<Entry> all() {
        return ENTRIES.values();
    }

    private static Map<String, Entry> read() {
        Map<String, Entry> entries = new TreeMap<>();
        TableFile.lines(InstanceCatalog.class, "instance-types.csv").stream()
                .skip(1)
                .map(InstanceCatalog::entry)
                .forEach(entry -> entries.put(entry.name(), entry));
        return entries;
    }

    private static Entry entry(String line) {
        String[] cells = line.split(",");
        return new Entry(
                cells[0],
                Integer.parseInt(cells[1]),
                Integer.parseInt(cells[2]),
                cells[3],
                Integer.parseInt(cells[4]),
                Integer.parseInt(cells[5]),
                Integer.parseInt(cells[6]),
                Integer.parseInt(cells[7]),
                Integer.parseInt(cells[8]),
                cells[9],
                cells[10].equals("1"));
    }
}
