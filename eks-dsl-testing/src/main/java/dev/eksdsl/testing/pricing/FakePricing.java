package dev.eksdsl.testing.pricing;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.pricing.model.AttributeValue;
import software.amazon.awssdk.services.pricing.model.DescribeServicesRequest;
import software.amazon.awssdk.services.pricing.model.DescribeServicesResponse;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.GetAttributeValuesRequest;
import software.amazon.awssdk.services.pricing.model.GetAttributeValuesResponse;
import software.amazon.awssdk.services.pricing.model.GetProductsRequest;
import software.amazon.awssdk.services.pricing.model.GetProductsResponse;
import software.amazon.awssdk.services.pricing.model.Service;

/**
 * The fake's Price List Query API for {@code AmazonEKS} and {@code AmazonEC2}: the same products for every account and from
 * every region. A product whose price is not at hand has no terms; see {@code docs/fidelity.md} for which ones have.
 */
public final class FakePricing implements FakeService {

    private static final int PAGE = 100;
    private static final String FORMAT = "aws_v1";

    /** A service of the list and what it sells. */
    private record Offer(String code, Supplier<Stream<Product>> products) {

        List<String> attributes() {
            return products.get()
                    .map(Product::fields)
                    .flatMap(Function.identity())
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private final List<Offer> offers = List.of(
            new Offer(InstanceProducts.SERVICE, InstanceProducts::all),
            new Offer(EksProducts.SERVICE, EksProducts::all));

    @Override
    public String signingName() {
        return "pricing";
    }

    @Override
    public void register(Operations operations) {
        operations.on(DescribeServicesRequest.class, this::describe);
        operations.on(GetAttributeValuesRequest.class, this::values);
        operations.on(GetProductsRequest.class, this::products);
    }

    @Override
    public void reset() {
        // the list is the same always
    }

    private DescribeServicesResponse describe(DescribeServicesRequest request, Caller caller) {
        checkFormat(request.formatVersion());
        List<Offer> named = request.serviceCode() == null ? offers : List.of(demand(request.serviceCode()));
        Page<Offer> page = page(named, Offer::code, request.maxResults(), request.nextToken());
        return DescribeServicesResponse.builder()
                .services(page.items().stream()
                        .map(offer -> Service.builder()
                                .serviceCode(offer.code())
                                .attributeNames(offer.attributes())
                                .build())
                        .toList())
                .formatVersion(FORMAT)
                .nextToken(page.next())
                .build();
    }

    private GetAttributeValuesResponse values(GetAttributeValuesRequest request, Caller caller) {
        Offer offer = demand(request.serviceCode());
        List<String> values = offer.products()
                .get()
                .flatMap(product -> product.value(request.attributeName()).stream())
                .distinct()
                .toList();
        if (values.isEmpty()) {
            throw notFound("The attribute " + request.attributeName() + " is not one of " + offer.code());
        }
        Page<String> page = page(values, value -> value, request.maxResults(), request.nextToken());
        return GetAttributeValuesResponse.builder()
                .attributeValues(page.items().stream()
                        .map(value -> AttributeValue.builder().value(value).build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private GetProductsResponse products(GetProductsRequest request, Caller caller) {
        checkFormat(request.formatVersion());
        List<Product> found = demand(request.serviceCode())
                .products()
                .get()
                .filter(product -> request.filters().stream().allMatch(filter -> matches(product, filter)))
                .sorted(Comparator.comparing(Product::sku))
                .toList();
        Page<Product> page = page(found, Product::sku, request.maxResults(), request.nextToken());
        return GetProductsResponse.builder()
                .formatVersion(FORMAT)
                .priceList(page.items().stream().map(Product::json).toList())
                .nextToken(page.next())
                .build();
    }

    /** A list of values is parted by commas; values are compared as they are written. */
    private static boolean matches(Product product, Filter filter) {
        String actual = product.value(filter.field()).orElse(null);
        if (actual == null) {
            return false;
        }
        return switch (filter.type()) {
            case TERM_MATCH, EQUALS -> actual.equals(filter.value());
            case CONTAINS -> actual.contains(filter.value());
            case ANY_OF -> listed(filter).anyMatch(actual::equals);
            case NONE_OF -> listed(filter).noneMatch(actual::equals);
            case UNKNOWN_TO_SDK_VERSION ->
                throw invalid("Input Parameters are invalid. Unknown filter type " + filter.typeAsString());
        };
    }

    private static Stream<String> listed(Filter filter) {
        return Stream.of(filter.value().split(",")).map(String::strip);
    }

    private Offer demand(String code) {
        if (code.isEmpty()) {
            throw invalid("Input Parameters are invalid. serviceCode cannot be null or empty");
        }
        if (!code.matches("[a-zA-Z0-9]+")) {
            throw invalid("ServiceCode can only contain a-z, A-Z, 0-9");
        }
        return offers.stream()
                .filter(offer -> offer.code().equals(code))
                .findFirst()
                .orElseThrow(() -> notFound("There is no service " + code));
    }

    private static void checkFormat(@Nullable String version) {
        if (version != null && !version.toLowerCase(Locale.ROOT).equals(FORMAT)) {
            throw invalid("Input Parameters are invalid. formatVersion must be " + FORMAT);
        }
    }

    private static <T> Page<T> page(
            List<T> all, Function<T, String> key, @Nullable Integer size, @Nullable String token) {
        return Page.of(
                all,
                key,
                size == null ? PAGE : size,
                token,
                () -> new AwsFault(
                        400,
                        "InvalidNextTokenException",
                        "The pagination token is invalid. Try again without a pagination token."));
    }

    private static AwsFault invalid(String message) {
        return new AwsFault(400, "InvalidParameterException", message);
    }

    private static AwsFault notFound(String message) {
        return new AwsFault(400, "NotFoundException", message);
    }
}
