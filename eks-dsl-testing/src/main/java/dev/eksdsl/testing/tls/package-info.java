/** Certificates for what the fake serves over TLS: of clusters, and of AWS itself. */
@NullMarked
package dev.eksdsl.testing.tls;

import org.jspecify.annotations.NullMarked;
