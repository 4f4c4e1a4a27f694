/**
 * The fake's EC2: VPCs and what is in them, launch templates, instances, volumes and images. The API is {@link
 * dev.eksdsl.testing.ec2.FakeEc2}; what other services of the fake need of it is {@link dev.eksdsl.testing.ec2.CloudNetwork}.
 *
 * <p>How it is organised: {@code Fake…} is the state of one resource, kept on a {@code Shelf} of its account and region
 * ({@code RegionalState}); the class named in the plural ({@code Vpcs}, {@code Endpoints}) holds the operations on it. What
 * belongs to one area begins with the same word: {@code Vpc…}, {@code Subnet…}, {@code Interface…}, {@code SecurityGroup…},
 * {@code LaunchTemplate…}, {@code Instance…}, {@code Volume…}, {@code NodeImage…}.
 */
@NullMarked
package dev.eksdsl.testing.ec2;

import org.jspecify.annotations.NullMarked;
