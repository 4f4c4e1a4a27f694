package dev.eksdsl.testing.sts;

import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

/** An assumed role: its temporary credentials, and who they make their holder. */
record Session(Credentials credentials, AssumedRoleUser user) {}
