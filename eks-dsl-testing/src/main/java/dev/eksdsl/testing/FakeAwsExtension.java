package dev.eksdsl.testing;

import java.util.function.Consumer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The JUnit extension behind {@link EksTest}. Registered by hand, in place of the annotation, it takes settings:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FakeAwsExtension AWS = new FakeAwsExtension(aws -> aws.seed(7));
 * }</pre>
 */
public final class FakeAwsExtension implements ParameterResolver, BeforeAllCallback, BeforeEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(FakeAwsExtension.class);

    private final Consumer<FakeAwsBuilder> settings;

    public FakeAwsExtension() {
        this(aws -> {});
    }

    /** @param settings changes the set-up of each fake */
    public FakeAwsExtension(Consumer<FakeAwsBuilder> settings) {
        this.settings = settings;
    }

    /** A constructor's parameters belong to the test that its instance is made for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TestEnvironment.offers(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty() && !wish(context).shared()) {
            throw new ParameterResolutionException(
                    parameter.getDeclaringExecutable() + " runs once for all tests of the class,"
                            + " but each test has an AWS of its own: say @EksTest(shared = true), or move the parameter to"
                            + " a test or a @BeforeEach method");
        }
        return environment(context).get(parameter.getParameter().getType());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (wish(context).shared()) {
            InjectedFields.ofClass(context.getRequiredTestClass()).fill(null, environment(context));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        EksTestWish wish = wish(context);
        for (Object test : context.getRequiredTestInstances().getAllInstances()) {
            InjectedFields fields = InjectedFields.ofInstance(test.getClass());
            if (!fields.isEmpty()) {
                fields.fill(test, environment(context));
            }
            if (!wish.shared()) {
                InjectedFields.ofClass(test.getClass()).requireFilled();
            }
        }
        if (wish.namesCluster()) {
            environment(context).cluster();
        }
    }

    /** JUnit closes it with the context that it is stored in: the test, or the class if it is shared. */
    private TestEnvironment environment(ExtensionContext context) {
        EksTestWish wish = wish(context);
        return wish.owner(context)
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        TestEnvironment.class, key -> new TestEnvironment(fake(wish), wish), TestEnvironment.class);
    }

    private FakeAws fake(EksTestWish wish) {
        FakeAwsBuilder builder = FakeAws.builder();
        wish.snapshot().ifPresentOrElse(builder::from, () -> wish.calendar().ifPresent(builder::calendar));
        settings.accept(builder);
        return builder.build();
    }

    private static EksTestWish wish(ExtensionContext context) {
        return EksTestWish.of(context);
    }
}
