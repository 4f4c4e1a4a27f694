/**
 * The only gateway to AWS: {@link dev.eksdsl.aws.AwsApi} makes calls, {@link dev.eksdsl.aws.AwsOptions} says with which
 * clients, {@link dev.eksdsl.aws.AwsCallException} is every failure, and {@link dev.eksdsl.aws.TransientErrors} is the
 * table of failures that pass by themselves.
 */
@NullMarked
package dev.eksdsl.aws;

import org.jspecify.annotations.NullMarked;
