package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairResponse;

/** The operations on key pairs. Keys are real, and made by the JDK; a private key is told once and kept nowhere. */
final class KeyPairs {

    private static final Describe<FakeKeyPair> DESCRIBE = new Describe<FakeKeyPair>()
            .by("key-pair-id", pair -> pair.id)
            .by("key-name", pair -> pair.name)
            .by("fingerprint", pair -> pair.fingerprint);

    private final Ec2State cloud;

    KeyPairs(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateKeyPairRequest.class, this::create);
        operations.on(ImportKeyPairRequest.class, this::importKey);
        operations.on(DescribeKeyPairsRequest.class, this::describe);
        operations.on(DeleteKeyPairRequest.class, this::delete);
    }

    private static void checkFree(RegionalState place, String name) {
        if (byName(place, name).isPresent()) {
            throw Ec2Faults.refuse("InvalidKeyPair.Duplicate", "The keypair already exists");
        }
    }

    private static Optional<FakeKeyPair> byName(RegionalState place, String name) {
        return place.keyPairs.all().stream()
                .filter(pair -> pair.name.equals(name))
                .findFirst();
    }

    private CreateKeyPairResponse create(CreateKeyPairRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        String name = Ec2Faults.required(request.keyName(), "keyName");
        checkFree(place, name);
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.KEY_PAIR);
        String type = request.keyType() == null ? "rsa" : request.keyTypeAsString();
        KeyMaterial material = KeyMaterial.make(type);
        FakeKeyPair pair = place.keyPairs.add(new FakeKeyPair(
                place.keyPairs.newId(), name, type, material.fingerprint(), null, cloud.world.now(), tags));
        return CreateKeyPairResponse.builder()
                .keyPairId(pair.id)
                .keyName(name)
                .keyFingerprint(pair.fingerprint)
                .keyMaterial(material.privateKey())
                .tags(pair.tagViews())
                .build();
    }

    private ImportKeyPairResponse importKey(ImportKeyPairRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        String name = Ec2Faults.required(request.keyName(), "keyName");
        checkFree(place, name);
        if (request.publicKeyMaterial() == null) {
            throw Ec2Faults.missing("publicKeyMaterial");
        }
        String text = request.publicKeyMaterial().asUtf8String().trim();
        KeyMaterial.Public key = KeyMaterial.readPublic(text)
                .orElseThrow(
                        () -> Ec2Faults.refuse("InvalidKey.Format", "Key is not in valid OpenSSH public key format"));
        FakeKeyPair pair = place.keyPairs.add(new FakeKeyPair(
                place.keyPairs.newId(),
                name,
                key.type(),
                key.fingerprint(),
                text,
                cloud.world.now(),
                TagRules.onCreate(request.tagSpecifications(), Kind.KEY_PAIR)));
        return ImportKeyPairResponse.builder()
                .keyPairId(pair.id)
                .keyName(name)
                .keyFingerprint(pair.fingerprint)
                .tags(pair.tagViews())
                .build();
    }

    private DescribeKeyPairsResponse describe(DescribeKeyPairsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        List<String> ids = new ArrayList<>(request.keyPairIds());
        for (String name : request.keyNames()) {
            ids.add(byName(place, name).orElseThrow(() -> Kind.KEY_PAIR.notFound(name)).id);
        }
        boolean withPublicKey = Boolean.TRUE.equals(request.includePublicKey());
        return DescribeKeyPairsResponse.builder()
                .keyPairs(DESCRIBE.all(place.keyPairs, ids, request.filters()).stream()
                        .map(pair -> pair.view(withPublicKey))
                        .toList())
                .build();
    }

    /** What is not there need not be deleted, and is no error. */
    private DeleteKeyPairResponse delete(DeleteKeyPairRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Optional<FakeKeyPair> pair = request.keyPairId() != null
                ? place.keyPairs.find(request.keyPairId())
                : byName(place, Ec2Faults.required(request.keyName(), "keyName"));
        pair.ifPresent(place.keyPairs::remove);
        return DeleteKeyPairResponse.builder()
                .returnValue(true)
                .keyPairId(pair.map(found -> found.id).orElse(null))
                .build();
    }
}
