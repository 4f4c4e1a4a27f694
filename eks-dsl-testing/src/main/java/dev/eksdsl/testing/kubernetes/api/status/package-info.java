/** Refusals of the Kubernetes API: {@link dev.eksdsl.testing.kubernetes.api.status.ApiError}, an exception that knows its Status object. */
@NullMarked
package dev.eksdsl.testing.kubernetes.api.status;

import org.jspecify.annotations.NullMarked;
