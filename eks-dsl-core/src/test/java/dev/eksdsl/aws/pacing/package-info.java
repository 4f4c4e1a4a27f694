/** That calls are made no more often than AWS allows, and no more rarely. */
@NullMarked
package dev.eksdsl.aws.pacing;

import org.jspecify.annotations.NullMarked;
