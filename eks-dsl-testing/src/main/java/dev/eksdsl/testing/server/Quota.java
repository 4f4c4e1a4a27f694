package dev.eksdsl.testing.server;

/**
 * One service quota as AWS publishes it.
 *
 * @param serviceCode the service in Service Quotas' own words, such as {@code vpc}
 * @param code the quota's code, such as {@code L-F678F1CE}
 * @param name its name, such as {@code VPCs per Region}
 * @param standard the default for a new account
 * @param adjustable whether an increase can be asked for
 * @param global whether it counts for the account, not for each region
 * @param unit the unit; {@code None} for counts
 */
public record Quota(
        String serviceCode,
        String code,
        String name,
        double standard,
        boolean adjustable,
        boolean global,
        String unit) {

    /** Reads a line of the resource file. */
    static Quota parse(String line) {
        String[] columns = line.split("\\|", -1);
        return new Quota(
                columns[0],
                columns[1],
                columns[2],
                Double.parseDouble(columns[3]),
                Boolean.parseBoolean(columns[4]),
                Boolean.parseBoolean(columns[5]),
                columns[6]);
    }
}
