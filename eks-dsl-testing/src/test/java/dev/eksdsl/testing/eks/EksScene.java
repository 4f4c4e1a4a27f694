package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.door.InMemoryDoor;
import dev.eksdsl.testing.server.AccessKeys;
import dev.eksdsl.testing.server.Authorizer;
import dev.eksdsl.testing.server.FakeServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AssociateIdentityProviderConfigRequest;
import software.amazon.awssdk.services.eks.model.CapabilityType;
import software.amazon.awssdk.services.eks.model.CreateCapabilityRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.RegisterClusterRequest;
import software.amazon.awssdk.services.eks.model.ResourcePropagationDelayException;

/** A fake EKS with a real client, and what tests of its operations find there. */
final class EksScene implements AutoCloseable {

    static final String CAPABILITY_ROLE = RolesDouble.arn("capability");
    static final String CONNECTOR_ROLE = RolesDouble.arn("connector");

    final EksFixture fixture = new EksFixture();
    final FakeServer server;
    final EksClient client;

    EksScene() {
        AccessKeys keys = new AccessKeys();
        keys.add("AKIASCENE", EksFixture.CALLER.accountId(), EksFixture.CALLER.arn());
        server = new FakeServer(fixture.world, keys, Authorizer.EVERYTHING, List.of(fixture.eks));
        client = EksClient.builder()
                .region(Region.of(EksFixture.CALLER.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASCENE", "no")))
                .httpClient(new InMemoryDoor(server).client())
                .overrideConfiguration(settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
        fixture.roles.put(CAPABILITY_ROLE, RolesDouble.trust("capabilities.eks.amazonaws.com", ""));
        fixture.roles.put(CONNECTOR_ROLE, RolesDouble.trust("ssm.amazonaws.com", ""));
    }

    /** A cluster demo that is ACTIVE, with what {@code parts} adds. */
    EksScene cluster() {
        return cluster(request -> {});
    }

    EksScene cluster(Consumer<CreateClusterRequest.Builder> change) {
        fixture.activeCluster(change);
        return this;
    }

    EksScene nodegroup() {
        fixture.activeNodegroup();
        return this;
    }

    EksScene fargateProfile() {
        fixture.activeFargateProfile();
        return this;
    }

    EksScene addon() {
        client.createAddon(r -> r.clusterName("demo").addonName("metrics-server"));
        return pass(1);
    }

    EksScene capability(CapabilityType type) {
        client.createCapability(capabilityRequest(type));
        return pass(5);
    }

    static CreateCapabilityRequest capabilityRequest(CapabilityType type) {
        CreateCapabilityRequest.Builder request = CreateCapabilityRequest.builder()
                .clusterName("demo")
                .capabilityName("my-" + type.toString().toLowerCase(java.util.Locale.ROOT))
                .type(type)
                .roleArn(CAPABILITY_ROLE)
                .deletePropagationPolicy("RETAIN");
        if (type == CapabilityType.ARGOCD) {
            request.configuration(configuration -> configuration.argoCd(
                    argo -> argo.awsIdc(idc -> idc.idcInstanceArn("arn:aws:sso:::instance/ssoins-0123456789abcdef"))));
        }
        return request.build();
    }

    EksScene accessEntry() {
        client.createAccessEntry(r -> r.clusterName("demo").principalArn(RolesDouble.WORKLOAD));
        return this;
    }

    /** Returns the id of a new association. */
    String association() {
        return client.createPodIdentityAssociation(r -> r.clusterName("demo")
                        .namespace("shop")
                        .serviceAccount("web")
                        .roleArn(RolesDouble.WORKLOAD))
                .association()
                .associationId();
    }

    EksScene identityProvider() {
        client.associateIdentityProviderConfig(identityProviderRequest());
        return pass(15);
    }

    static AssociateIdentityProviderConfigRequest identityProviderRequest() {
        return AssociateIdentityProviderConfigRequest.builder()
                .clusterName("demo")
                .oidc(oidc -> oidc.identityProviderConfigName("people")
                        .issuerUrl("https://login.example.com")
                        .clientId("kubernetes"))
                .build();
    }

    /** Returns the id of a new subscription that is ACTIVE. */
    String subscription() {
        String id = client.createEksAnywhereSubscription(
                        r -> r.name("sub").term(term -> term.duration(12).unit("MONTHS")))
                .subscription()
                .id();
        pass(1);
        return id;
    }

    EksScene connected(String name) {
        RegisterClusterRequest request = registration(name);
        try {
            client.registerCluster(request);
        } catch (ResourcePropagationDelayException settling) {
            client.registerCluster(request);
        }
        return this;
    }

    static RegisterClusterRequest registration(String name) {
        return RegisterClusterRequest.builder()
                .name(name)
                .connectorConfig(config -> config.provider("OTHER").roleArn(CONNECTOR_ROLE))
                .build();
    }

    /** Puts the cluster into UPDATING; returns the update's id. */
    String updating() {
        return client.updateClusterConfig(r -> r.name("demo").deletionProtection(true))
                .update()
                .id();
    }

    /** A cluster in Auto Mode that has gone up from 1.34 to 1.35. */
    EksScene upgradedAutoMode() {
        cluster(request -> request.version("1.34")
                .computeConfig(compute -> compute.enabled(true))
                .storageConfig(storage -> storage.blockStorage(block -> block.enabled(true)))
                .kubernetesNetworkConfig(
                        network -> network.elasticLoadBalancing(balancing -> balancing.enabled(true))));
        return upgraded();
    }

    EksScene upgraded() {
        client.updateClusterVersion(r -> r.name("demo").version("1.35"));
        return pass(9);
    }

    EksScene pass(int minutes) {
        fixture.pass(Duration.ofMinutes(minutes));
        return this;
    }

    @Override
    public void close() {
        client.close();
    }
}
