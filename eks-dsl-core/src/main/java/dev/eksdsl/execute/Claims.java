package dev.eksdsl.execute;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.plan.ResourceTypes;
import dev.eksdsl.resource.Claim;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.time.Timeline;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which declaration a cluster follows, as tags in AWS say. The resource that is made last speaks: once there is a control
 * plane it counts alone, and before that its network does.
 */
record Claims(ResourceTypes types, Ownership owner, Timeline timeline) {

    /** The digest of the declaration that holds; empty text if its tag is missing; nothing if there is nothing to claim. */
    Optional<String> holder(AwsApi aws) {
        Reading reading = reading(aws);
        return keepers()
                .flatMap(type -> type.claims(reading).stream().limit(1))
                .findFirst()
                .map(Claim::declaration);
    }

    /**
     * Whether another declaration is followed by something, but not by what would speak last: it is half made, whether by a
     * run that died or by one at work at this moment.
     */
    boolean isHalfMadeByAnother(String declaration, AwsApi aws) {
        return keepers()
                        .findFirst()
                        .filter(type -> type.claims(reading(aws)).isEmpty())
                        .isPresent()
                && holder(aws).filter(holder -> !holder.equals(declaration)).isPresent();
    }

    /**
     * Makes all that can be claimed follow the declaration, the one that speaks first.
     *
     * @param reads tells what there is
     * @param aws writes
     * @return whether another one was followed before
     */
    boolean take(String declaration, AwsApi reads, AwsApi aws) {
        boolean changed = false;
        for (ResourceType<?, ?> type : keepers().toList()) {
            for (Claim claim : type.claims(reading(reads))) {
                if (!claim.declaration().equals(declaration)) {
                    type.claim(aws, new Claim(claim.awsId(), declaration));
                    changed = true;
                }
            }
        }
        return changed;
    }

    private Stream<ResourceType<?, ?>> keepers() {
        return types.usersFirst().stream().filter(ResourceType::keepsClaims);
    }

    private Reading reading(AwsApi aws) {
        return new ClaimReading(aws, owner, timeline.now());
    }

    private record ClaimReading(AwsApi aws, Ownership owner, Instant now) implements Reading {}
}
