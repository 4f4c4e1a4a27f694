package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.services.iam.model.DeleteSshPublicKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteSshPublicKeyResponse;
import software.amazon.awssdk.services.iam.model.GetSshPublicKeyRequest;
import software.amazon.awssdk.services.iam.model.GetSshPublicKeyResponse;
import software.amazon.awssdk.services.iam.model.ListSshPublicKeysRequest;
import software.amazon.awssdk.services.iam.model.ListSshPublicKeysResponse;
import software.amazon.awssdk.services.iam.model.SSHPublicKey;
import software.amazon.awssdk.services.iam.model.SSHPublicKeyMetadata;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateSshPublicKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateSshPublicKeyResponse;
import software.amazon.awssdk.services.iam.model.UploadSshPublicKeyRequest;
import software.amazon.awssdk.services.iam.model.UploadSshPublicKeyResponse;

/** The operations on SSH public keys of users, which CodeCommit knows them by: at most five each. */
final class SshPublicKeys {

    /** IAM user guide, "IAM and AWS STS quotas". */
    private static final int MOST_KEYS = 5;

    private static final int KEY_LENGTH = 20;

    private final IamState iam;

    SshPublicKeys(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(UploadSshPublicKeyRequest.class, this::upload);
        operations.on(GetSshPublicKeyRequest.class, this::get);
        operations.on(ListSshPublicKeysRequest.class, this::list);
        operations.on(UpdateSshPublicKeyRequest.class, this::update);
        operations.on(DeleteSshPublicKeyRequest.class, this::delete);
    }

    private UploadSshPublicKeyResponse upload(UploadSshPublicKeyRequest request, Caller caller) {
        FakeUser user = iam.of(caller).user(request.userName());
        String body = request.sshPublicKeyBody();
        if (!body.startsWith("ssh-rsa ") && !body.startsWith("-----BEGIN ")) {
            throw new AwsFault(400, "InvalidPublicKey", "The SSH public key is not in the format ssh-rsa or PEM.");
        }
        if (user.sshKeys.values().stream().anyMatch(key -> key.body.equals(body))) {
            throw new AwsFault(400, "DuplicateSSHPublicKey", "The SSH public key is already associated with the user.");
        }
        if (user.sshKeys.size() >= MOST_KEYS) {
            throw IamFaults.limit("SSHPublicKeysPerUser", MOST_KEYS);
        }
        String id = iam.world.ids().iam("APKA").substring(0, KEY_LENGTH);
        FakeCredential key = new FakeCredential(id, body, iam.world.now());
        user.sshKeys.put(id, key);
        return UploadSshPublicKeyResponse.builder()
                .sshPublicKey(view(user, key))
                .build();
    }

    private GetSshPublicKeyResponse get(GetSshPublicKeyRequest request, Caller caller) {
        FakeUser user = iam.of(caller).user(request.userName());
        return GetSshPublicKeyResponse.builder()
                .sshPublicKey(view(user, key(user, request.sshPublicKeyId())))
                .build();
    }

    private ListSshPublicKeysResponse list(ListSshPublicKeysRequest request, Caller caller) {
        FakeUser user = iam.user(caller, request.userName());
        Page<FakeCredential> page =
                Listing.page(List.copyOf(user.sshKeys.values()), key -> key.id, request.maxItems(), request.marker());
        return ListSshPublicKeysResponse.builder()
                .sshPublicKeys(page.items().stream()
                        .map(key -> SSHPublicKeyMetadata.builder()
                                .userName(user.name)
                                .sshPublicKeyId(key.id)
                                .status(key.status())
                                .uploadDate(key.uploaded)
                                .build())
                        .toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private UpdateSshPublicKeyResponse update(UpdateSshPublicKeyRequest request, Caller caller) {
        key(iam.of(caller).user(request.userName()), request.sshPublicKeyId()).active =
                request.status() == StatusType.ACTIVE;
        return UpdateSshPublicKeyResponse.builder().build();
    }

    private DeleteSshPublicKeyResponse delete(DeleteSshPublicKeyRequest request, Caller caller) {
        FakeUser user = iam.of(caller).user(request.userName());
        user.sshKeys.remove(key(user, request.sshPublicKeyId()).id);
        return DeleteSshPublicKeyResponse.builder().build();
    }

    private static FakeCredential key(FakeUser user, String id) {
        FakeCredential key = user.sshKeys.get(id);
        if (key == null) {
            throw IamFaults.notFound("The Public Key with id " + id + " cannot be found.");
        }
        return key;
    }

    /** The MD5 digest of what the key's text encodes. */
    private static String fingerprint(String body) {
        String encoded = body.startsWith("ssh-rsa ") ? body.split(" ")[1] : body.replaceAll("-----[^-]+-----", "");
        try {
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest(Base64.getMimeDecoder().decode(encoded));
            return HexFormat.ofDelimiter(":").formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private static SSHPublicKey view(FakeUser user, FakeCredential key) {
        return SSHPublicKey.builder()
                .userName(user.name)
                .sshPublicKeyId(key.id)
                .fingerprint(fingerprint(key.body))
                .sshPublicKeyBody(key.body)
                .status(key.status())
                .uploadDate(key.uploaded)
                .build();
    }
}
