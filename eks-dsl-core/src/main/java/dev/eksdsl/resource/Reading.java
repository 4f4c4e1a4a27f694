package dev.eksdsl.resource;

import dev.eksdsl.aws.AwsApi;
import java.time.Instant;

/** What a kind has at hand while a plan is made: reads of AWS, each made once and then remembered. */
public interface Reading {

    AwsApi aws();

    Ownership owner();

    Instant now();
}
