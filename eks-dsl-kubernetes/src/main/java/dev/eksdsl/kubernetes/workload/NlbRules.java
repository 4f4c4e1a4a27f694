package dev.eksdsl.kubernetes.workload;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a load balancer controller or the ELB API would refuse in a declared load balancer, or do otherwise than meant. */
final class NlbRules {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?");
    private static final Pattern EIP = Pattern.compile("eipalloc-[0-9a-f]{8,17}");
    private static final Pattern CERTIFICATE = Pattern.compile("arn:aws[a-z-]*:(acm|iam):[^,\\s]+");
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern CIDR = Pattern.compile(
            "(" + IPV4 + "/(3[0-2]|[12]?\\d)|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*/(12[0-8]|1[01]\\d|\\d?\\d))");

    private NlbRules() {}

    static void check(NlbBuilder nlb, Map<String, String> serviceAnnotations, Findings findings) {
        scheme(nlb, findings);
        addresses(nlb, findings);
        if (nlb.name != null && (!NAME.matcher(nlb.name).matches() || nlb.name.startsWith("internal-"))) {
            findings.add(
                    "EKS-W12",
                    "nlb.name",
                    "\"" + nlb.name + "\" is no valid name of a load balancer",
                    "1 to 32 letters, digits and -, not beginning with - or internal-, not ending with -");
        }
        nlb.sourceRanges.stream()
                .filter(range -> !CIDR.matcher(range).matches())
                .forEach(range -> findings.add(
                        "EKS-W14", "nlb.sourceRange", "\"" + range + "\" is no CIDR block", "such as 203.0.113.0/24"));
        tls(nlb, findings);
        healthCheck(nlb, findings);
        separators("nlb.attribute", nlb.attributes, findings);
        separators("nlb.targetGroupAttribute", nlb.targetGroupAttributes, findings);
        separators("nlb.tag", nlb.tags, findings);
        NlbAnnotations.of(nlb).keySet().stream()
                .filter(serviceAnnotations::containsKey)
                .forEach(key -> findings.add(
                        "EKS-W15",
                        "annotation[" + key + "]",
                        "is written by .nlb(...) as well",
                        "say it in .nlb(...) only"));
    }

    private static void scheme(NlbBuilder nlb, Findings findings) {
        if (!nlb.internetFacing && !nlb.internal) {
            findings.add(
                    "EKS-W10",
                    "nlb",
                    "nobody said whom the load balancer faces, and the controller would make it internal",
                    ".internetFacing() or .internal()");
        }
        if (nlb.internetFacing && nlb.internal) {
            findings.add(
                    "EKS-W10", "nlb", "both internet-facing and internal", "one of .internetFacing() and .internal()");
        }
    }

    private static void addresses(NlbBuilder nlb, Findings findings) {
        if (nlb.internal && !nlb.eipAllocations.isEmpty()) {
            findings.add(
                    "EKS-W11",
                    "nlb.eipAllocations",
                    "an internal load balancer has no public addresses",
                    ".internetFacing(), or .privateAddresses(...)");
        }
        if (nlb.internetFacing && !nlb.privateAddresses.isEmpty()) {
            findings.add(
                    "EKS-W11",
                    "nlb.privateAddresses",
                    "only an internal load balancer can choose its private addresses",
                    ".internal(), or .eipAllocations(...)");
        }
        onePerSubnet("nlb.eipAllocations", nlb.eipAllocations, nlb.subnets, findings);
        onePerSubnet("nlb.privateAddresses", nlb.privateAddresses, nlb.subnets, findings);
        nlb.eipAllocations.stream()
                .filter(id -> !EIP.matcher(id).matches())
                .forEach(id -> findings.add(
                        "EKS-W11",
                        "nlb.eipAllocations",
                        "\"" + id + "\" is no id of an Elastic IP allocation",
                        "eipalloc-<8 to 17 hexadecimal digits>"));
        nlb.privateAddresses.stream()
                .filter(address -> !IPV4.matcher(address).matches())
                .forEach(address -> findings.add(
                        "EKS-W11",
                        "nlb.privateAddresses",
                        "\"" + address + "\" is no IPv4 address",
                        "such as 10.0.1.15"));
    }

    private static void onePerSubnet(
            String path, Collection<String> addresses, List<String> subnets, Findings findings) {
        if (!addresses.isEmpty() && !subnets.isEmpty() && addresses.size() != subnets.size()) {
            findings.add(
                    "EKS-W13",
                    path,
                    addresses.size() + " for " + subnets.size() + " subnets",
                    "exactly one for each of .subnets(...)");
        }
    }

    private static void tls(NlbBuilder nlb, Findings findings) {
        nlb.certificates.stream()
                .filter(arn -> !CERTIFICATE.matcher(arn).matches())
                .forEach(arn -> findings.add(
                        "EKS-W20",
                        "nlb.certificate",
                        "\"" + arn + "\" is no ARN of a certificate",
                        "arn:aws:acm:<region>:<account>:certificate/<id>"));
        nlb.tlsPorts.forEach(port -> findings.port("nlb.tlsPort", port));
        if (nlb.certificates.isEmpty() && !nlb.tlsPorts.isEmpty()) {
            findings.add("EKS-W20", "nlb.tlsPort", "a TLS port without a certificate", ".certificate(\"<ARN>\")");
        }
    }

    private static void healthCheck(NlbBuilder nlb, Findings findings) {
        if (nlb.healthCheck == null) {
            return;
        }
        if (!nlb.healthCheck.path().startsWith("/")) {
            findings.add(
                    "EKS-W19",
                    "nlb.healthCheck.path",
                    "\"" + nlb.healthCheck.path() + "\" is no path",
                    "\"/" + nlb.healthCheck.path() + "\"");
        }
        if (nlb.healthCheck.port() != null) {
            findings.port("nlb.healthCheck.port", nlb.healthCheck.port());
        }
        if (nlb.healthCheck.interval() != null) {
            long seconds = nlb.healthCheck.interval().toSeconds();
            if (seconds < 5 || seconds > 300) {
                findings.add("EKS-W19", "nlb.healthCheck.interval", seconds + " s is not allowed", "5 to 300 seconds");
            }
        }
    }

    /** Pairs are written as key=value with commas between, with no way to quote. */
    private static void separators(String path, Map<String, String> pairs, Findings findings) {
        pairs.forEach((key, value) -> {
            if (key.isBlank() || key.contains("=") || key.contains(",") || value.contains(",")) {
                findings.add(
                        "EKS-W15",
                        path + "[" + key + "]",
                        "cannot be written in an annotation",
                        "a key without = and commas, a value without commas");
            }
        });
    }
}
