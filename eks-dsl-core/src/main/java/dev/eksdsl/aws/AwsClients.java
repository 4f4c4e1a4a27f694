package dev.eksdsl.aws;

import dev.eksdsl.model.EksDslException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

/** Makes the calls, with SDK clients that are built when first needed. Thread-safe. */
public final class AwsClients implements AwsApi, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("dev.eksdsl.aws");

    private final Region region;
    private final OnFirstUse<EksClient> eks;
    private final OnFirstUse<Ec2Client> ec2;
    private final OnFirstUse<IamClient> iam;
    private final OnFirstUse<SsmClient> ssm;
    private final OnFirstUse<StsClient> sts;
    private final OnFirstUse<String> account;
    private final Catalog catalog;
    private final Runnable onClose;

    AwsClients(AwsOptions options) {
        this.region = options.resolvedRegion();
        this.eks = new OnFirstUse<>(() -> options.client(EksClient.builder()));
        this.ec2 = new OnFirstUse<>(() -> options.client(Ec2Client.builder()));
        this.iam = new OnFirstUse<>(() -> options.client(IamClient.builder()));
        this.ssm = new OnFirstUse<>(() -> options.client(SsmClient.builder()));
        this.sts = new OnFirstUse<>(() -> options.client(StsClient.builder()));
        this.account = new OnFirstUse<>(() -> call(
                        sts.get()::getCallerIdentity,
                        GetCallerIdentityRequest.builder().build())
                .account());
        this.catalog = new Catalog(options.timeline()::now);
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
    public <Q, R> R eks(BiFunction<EksClient, Q, R> operation, Q request) {
        return catalog.ask(request, () -> call(r -> operation.apply(eks.get(), r), request));
    }

    @Override
    public <Q, R> R ec2(BiFunction<Ec2Client, Q, R> operation, Q request) {
        return call(r -> operation.apply(ec2.get(), r), request);
    }

    @Override
    public <Q, R> R iam(BiFunction<IamClient, Q, R> operation, Q request) {
        return call(r -> operation.apply(iam.get(), r), request);
    }

    @Override
    public <Q, R> R ssm(BiFunction<SsmClient, Q, R> operation, Q request) {
        return call(r -> operation.apply(ssm.get(), r), request);
    }

    /** Closes the clients that were built. An HTTP client that the user gave stays open. */
    @Override
    public void close() {
        eks.ifUsed(EksClient::close);
        ec2.ifUsed(Ec2Client::close);
        iam.ifUsed(IamClient::close);
        ssm.ifUsed(SsmClient::close);
        sts.ifUsed(StsClient::close);
        onClose.run();
    }

    private static <Q, R> R call(Function<Q, R> operation, Q request) {
        String name = request.getClass().getSimpleName().replaceFirst("Request$", "");
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

        void ifUsed(Consumer<T> action) {
            T present = value;
            if (present != null) {
                action.accept(present);
            }
        }
    }
}
