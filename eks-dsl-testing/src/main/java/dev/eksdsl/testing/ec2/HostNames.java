package dev.eksdsl.testing.ec2;

/** The DNS names that EC2 gives addresses (Amazon VPC user guide, "DNS attributes for your VPC"). */
final class HostNames {

    private HostNames() {}

    /** The name of a private address, such as {@code ip-10-0-0-4.ec2.internal}. */
    static String ofPrivate(String region, String ip) {
        String domain = region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
        return "ip-" + ip.replace('.', '-') + "." + domain;
    }

    /** The name of a public address. */
    static String ofPublic(String region, String ip) {
        String domain = region.equals("us-east-1") ? "compute-1.amazonaws.com" : region + ".compute.amazonaws.com";
        return "ec2-" + ip.replace('.', '-') + "." + domain;
    }
}
