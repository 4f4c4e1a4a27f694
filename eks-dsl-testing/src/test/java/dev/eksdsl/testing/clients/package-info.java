/**
 * Clients that others wrote, as they are: the AWS CLI, Terraform, boto3, the AWS SDK for JavaScript. What they do is in {@code
 * src/it}; each test is skipped where its client is not installed.
 */
package dev.eksdsl.testing.clients;
