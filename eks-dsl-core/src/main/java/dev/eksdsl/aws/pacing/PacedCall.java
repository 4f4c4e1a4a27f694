package dev.eksdsl.aws.pacing;

/**
 * A call as far as its pace depends on it.
 *
 * @param service the signing name, such as {@code eks}
 * @param operation as AWS writes it, such as {@code CreateCluster}
 * @param narrowed whether it names what it reads, or pages: EC2 limits some reads more tightly where it does not
 */
public record PacedCall(String service, String operation, boolean narrowed) {

    boolean isRead() {
        return operation.startsWith("Describe")
                || operation.startsWith("List")
                || operation.startsWith("Get")
                || operation.startsWith("Simulate");
    }
}
