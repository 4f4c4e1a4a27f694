package dev.eksdsl.testing.server;

import java.net.URI;
import java.util.Optional;

/** Tells who signed a request, or a presigned URL as an EKS token carries one. */
public interface Identities {

    /**
     * The signer of a presigned {@code GetCallerIdentity} URL.
     *
     * @param url the whole URL
     * @return empty if it carries no credential that can be read
     */
    Optional<Caller> signerOf(URI url);
}
