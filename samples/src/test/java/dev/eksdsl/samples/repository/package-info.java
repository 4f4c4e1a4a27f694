/** Rules about the files of the repository. {@link dev.eksdsl.samples.repository.Repository} finds them. */
@NullMarked
package dev.eksdsl.samples.repository;

import org.jspecify.annotations.NullMarked;
