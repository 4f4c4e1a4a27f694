package dev.eksdsl.testing.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eksdsl.testing.server.TestServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;
import software.amazon.awssdk.services.pricing.model.InvalidNextTokenException;
import software.amazon.awssdk.services.pricing.model.InvalidParameterException;
import software.amazon.awssdk.services.pricing.model.NotFoundException;
import software.amazon.awssdk.services.pricing.model.Service;

class FakePricingTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PricingClient pricing = new TestServer(new FakePricing()).client(PricingClient.builder());

    private static Filter filter(FilterType type, String field, String value) {
        return Filter.builder().type(type).field(field).value(value).build();
    }

    private static Filter term(String field, String value) {
        return filter(FilterType.TERM_MATCH, field, value);
    }

    private List<JsonNode> products(String service, Filter... filters) {
        return pricing.getProductsPaginator(r -> r.serviceCode(service).filters(filters)).priceList().stream()
                .map(FakePricingTest::parsed)
                .toList();
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String usd(JsonNode product) {
        JsonNode term = product.at("/terms/OnDemand").elements().next();
        return term.get("priceDimensions")
                .elements()
                .next()
                .at("/pricePerUnit/USD")
                .asText();
    }

    @Test
    void clusterHour_costsTenCentsAndFiftyMoreInExtendedSupport() {
        List<JsonNode> cluster = products("AmazonEKS", term("usagetype", "EU-AmazonEKS-Hours:perCluster"));
        List<JsonNode> extended = products("AmazonEKS", term("usagetype", "USE1-AmazonEKS-Hours:extendedSupport"));

        assertThat(cluster).singleElement().satisfies(product -> {
            assertThat(usd(product)).isEqualTo("0.1000000000");
            assertThat(product.at("/product/attributes/location").asText()).isEqualTo("EU (Ireland)");
            assertThat(product.at("/product/sku").asText()).matches("[A-Z0-9]{16}");
            assertThat(product.at("/serviceCode").asText()).isEqualTo("AmazonEKS");
        });
        assertThat(extended)
                .singleElement()
                .satisfies(product -> assertThat(usd(product)).isEqualTo("0.5000000000"));
    }

    @Test
    void instance_isFoundAsKarpenterAsks() {
        List<JsonNode> found = products(
                "AmazonEC2",
                term("regionCode", "us-east-1"),
                term("serviceCode", "AmazonEC2"),
                term("preInstalledSw", "NA"),
                term("operatingSystem", "Linux"),
                term("capacitystatus", "Used"),
                term("marketoption", "OnDemand"),
                term("tenancy", "Shared"),
                term("productFamily", "Compute Instance"),
                term("instanceType", "m5.large"));

        assertThat(found).singleElement().satisfies(product -> {
            assertThat(usd(product)).isEqualTo("0.0960000000");
            assertThat(product.at("/product/attributes/vcpu").asText()).isEqualTo("2");
            assertThat(product.at("/product/attributes/memory").asText()).isEqualTo("8 GiB");
            assertThat(product.at("/product/attributes/usagetype").asText()).isEqualTo("BoxUsage:m5.large");
            String sku = product.at("/product/sku").asText();
            assertThat(product.at("/terms/OnDemand").fieldNames().next()).isEqualTo(sku + ".JRTCKXETXF");
        });
    }

    @Test
    void instanceWhosePriceIsNotKnown_hasNoTerms() {
        List<JsonNode> found =
                products("AmazonEC2", term("instanceType", "m5.large"), term("location", "EU (Frankfurt)"));

        assertThat(found).singleElement().satisfies(product -> {
            assertThat(product.get("terms")).isEmpty();
            assertThat(product.at("/product/attributes/usagetype").asText()).isEqualTo("EUC1-BoxUsage:m5.large");
        });
    }

    @Test
    void filters_ofEveryTypeAreHeeded() {
        Filter virginia = term("regionCode", "us-east-1");

        assertThat(products("AmazonEKS", virginia)).hasSize(4);
        assertThat(products("AmazonEKS", virginia, filter(FilterType.CONTAINS, "usagetype", "Fargate")))
                .hasSize(2);
        assertThat(products("AmazonEKS", virginia, filter(FilterType.EQUALS, "operation", "CreateOperation")))
                .hasSize(1);
        assertThat(products("AmazonEC2", virginia, filter(FilterType.ANY_OF, "instanceType", "t3.small,t3.large")))
                .hasSize(2);
        assertThat(products("AmazonEKS", filter(FilterType.NONE_OF, "regionCode", "us-east-1,eu-west-1")))
                .noneMatch(product ->
                        product.at("/product/attributes/regionCode").asText().equals("us-east-1"))
                .isNotEmpty();
        assertThat(products("AmazonEKS", term("volumeType", "gp3"))).isEmpty();
    }

    @Test
    void pages_giveEveryProductOnce() {
        List<String> skus =
                pricing.getProductsPaginator(r -> r.serviceCode("AmazonEKS").maxResults(7)).priceList().stream()
                        .map(text -> parsed(text).at("/product/sku").asText())
                        .toList();

        assertThat(skus).hasSize(2 * 17 + 2 * 4).doesNotHaveDuplicates();
        assertThat(pricing.getProducts(r -> r.serviceCode("AmazonEC2")).priceList())
                .hasSize(100);
    }

    @Test
    void services_tellTheirAttributesAndTheirValues() {
        assertThat(pricing.describeServices(r -> {}).services().stream().map(Service::serviceCode))
                .containsExactly("AmazonEC2", "AmazonEKS");
        assertThat(pricing.describeServices(r -> r.serviceCode("AmazonEKS")).services())
                .singleElement()
                .satisfies(service -> assertThat(service.attributeNames())
                        .contains("productFamily", "usagetype", "regionCode", "termType"));
        Stream<String> values = pricing
                .getAttributeValuesPaginator(r ->
                        r.serviceCode("AmazonEKS").attributeName("location").maxResults(5))
                .attributeValues()
                .stream()
                .map(value -> value.value());
        assertThat(values).hasSize(17).contains("US East (N. Virginia)");
    }

    @Test
    void whatIsNotThere_isRefused() {
        assertThatThrownBy(() -> pricing.getProducts(r -> r.serviceCode("AmazonS4")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> pricing.describeServices(r -> r.serviceCode("AmazonS4")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> pricing.getAttributeValues(
                        r -> r.serviceCode("AmazonEKS").attributeName("colour")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> pricing.getProducts(r -> r.serviceCode("Compute Instance")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("ServiceCode can only contain a-z, A-Z, 0-9");
        assertThatThrownBy(() ->
                        pricing.getProducts(r -> r.serviceCode("AmazonEKS").formatVersion("aws_v2")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() ->
                        pricing.getProducts(r -> r.serviceCode("AmazonEKS").nextToken("x")))
                .isInstanceOf(InvalidNextTokenException.class);
        assertThatThrownBy(() ->
                        pricing.getProducts(r -> r.serviceCode("AmazonEKS").maxResults(101)))
                .isInstanceOf(InvalidParameterException.class);
    }
}
