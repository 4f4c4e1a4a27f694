package dev.eksdsl.testing.sts;

import dev.eksdsl.testing.server.AccessKeys;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Identities;
import dev.eksdsl.testing.server.SignatureScope;
import dev.eksdsl.testing.server.World;
import dev.eksdsl.testing.wire.FormFields;
import java.net.URI;
import java.util.Optional;

/**
 * Tells from a presigned {@code GetCallerIdentity} URL, such as an EKS token has in it, who made it: the holder of its
 * access key, unless that was issued for a time that is over. The URL's own age is the business of whoever takes tokens.
 */
public final class PresignedIdentities implements Identities {

    private final World world;
    private final AccessKeys keys;

    public PresignedIdentities(World world, AccessKeys keys) {
        this.world = world;
        this.keys = keys;
    }

    @Override
    public Optional<Caller> signerOf(URI url) {
        String query = url.getRawQuery() == null ? "" : url.getRawQuery();
        FormFields fields = FormFields.parse(query);
        return SignatureScope.of(fields)
                .filter(scope -> fields.first("Action").equals("GetCallerIdentity"))
                .filter(scope -> !keys.expired(scope.accessKeyId(), world.now()))
                .map(scope -> keys.caller(scope.accessKeyId(), scope.region()));
    }
}
