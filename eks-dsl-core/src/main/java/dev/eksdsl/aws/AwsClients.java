package dev.eksdsl.aws;

import dev.eksdsl.model.EksDslException;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

/** Makes the calls, with SDK clients that are built when first needed. Thread-safe. */
public final class AwsClients implements AwsApi, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("dev.eksdsl.aws");

    private final Region region;
    private final Map<Class<?>, OnFirstUse<? extends SdkClient>> clients;
    private final CallersAccount account;
    private final Catalog catalog;
    private final PacedCalls paced;
    private final Runnable onClose;

    AwsClients(AwsOptions options) {
        this.region = options.resolvedRegion();
        this.clients = Map.of(
                EksClient.class, new OnFirstUse<>(() -> options.client(EksClient.builder())),
                Ec2Client.class, new OnFirstUse<>(() -> options.client(Ec2Client.builder())),
                IamClient.class, new OnFirstUse<>(() -> options.client(IamClient.builder())),
                SsmClient.class, new OnFirstUse<>(() -> options.client(SsmClient.builder())),
                StsClient.class, new OnFirstUse<>(() -> options.client(StsClient.builder())),
                ElasticLoadBalancingV2Client.class,
                        new OnFirstUse<>(() -> options.client(ElasticLoadBalancingV2Client.builder())),
                CloudWatchLogsClient.class, new OnFirstUse<>(() -> options.client(CloudWatchLogsClient.builder())),
                KmsClient.class, new OnFirstUse<>(() -> options.client(KmsClient.builder())),
                ResourceGroupsTaggingApiClient.class,
                        new OnFirstUse<>(() -> options.client(ResourceGroupsTaggingApiClient.builder())));
        this.account = new CallersAccount(() -> call(
                        StsClient.class,
                        StsClient::getCallerIdentity,
                        GetCallerIdentityRequest.builder().build())
                .account());
        this.catalog = new Catalog(options.timeline()::now);
        this.paced = new PacedCalls(options.pacer(), options.timeline());
        this.onClose = options::close;
    }

    @Override
    public String region() {
        return region.id();
    }

    @Override
    public String partition() {
        return region.metadata() == null ? "aws" : region.metadata().partition().id();
    }

    @Override
    public String accountId() {
        return account.get();
    }

    @Override
    public <C, Q, R> R call(Class<C> client, BiFunction<C, Q, R> operation, Q request) {
        String name = request.getClass().getSimpleName().replaceFirst("Request$", "");
        R answer = catalog.ask(
                request,
                () -> paced.make(
                        client, name, request, () -> call(name, r -> operation.apply(client(client), r), request)));
        account.learn(answer);
        return answer;
    }

    /** Closes the clients that were built. An HTTP client that the user gave stays open. */
    @Override
    public void close() {
        clients.values().forEach(client -> client.ifUsed(SdkClient::close));
        onClose.run();
    }

    private <C> C client(Class<C> type) {
        OnFirstUse<? extends SdkClient> client = clients.get(type);
        if (client == null) {
            throw new IllegalArgumentException("no client for " + type.getName());
        }
        return type.cast(client.get());
    }

    private static <Q, R> R call(String name, Function<Q, R> operation, Q request) {
        try {
            R response = operation.apply(request);
            LOG.debug("{}", name);
            return response;
        } catch (SdkException e) {
            AwsCallException failure = AwsCallException.of(name, e);
            LOG.debug("{}", failure.getMessage());
            throw failure;
        }
    }

    /** A value that is made when it is first asked for; a failure to make it is not remembered. */
    private static final class OnFirstUse<T> {
        private final Supplier<T> maker;
        private volatile @Nullable T value;

        OnFirstUse(Supplier<T> maker) {
            this.maker = maker;
        }

        T get() {
            T present = value;
            if (present != null) {
                return present;
            }
            synchronized (this) {
                if (value == null) {
                    value = maker.get();
                }
                if (value == null) {
                    throw new EksDslException("nothing was made");
                }
                return value;
            }
        }

        void ifUsed(Consumer<? super T> action) {
            T present = value;
            if (present != null) {
                action.accept(present);
            }
        }
    }
}
