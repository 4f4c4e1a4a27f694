package dev.eksdsl.testing.iam;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An OpenID Connect provider. */
final class FakeProvider {

    final String arn;
    /** The issuer without {@code https://}, which is how IAM shows it. */
    final String url;

    final Instant created;
    final IamTags tags;
    final Set<String> clientIds = new LinkedHashSet<>();
    final List<String> thumbprints = new ArrayList<>();

    FakeProvider(String arn, String url, Instant created, IamTags tags) {
        this.arn = arn;
        this.url = url;
        this.created = created;
        this.tags = tags;
    }
}
