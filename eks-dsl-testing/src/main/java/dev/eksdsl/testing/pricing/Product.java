package dev.eksdsl.testing.pricing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One product of the list.
 *
 * @param attributes by name; with {@code servicecode}, {@code regionCode} and {@code usagetype}
 * @param price what it costs on demand; null if the figure is not at hand
 */
record Product(
        String family,
        Map<String, String> attributes,
        @Nullable Price price) {

    /** The price list's codes for the term "on demand" and for its hourly rate, the same for all products. */
    private static final String ON_DEMAND = "JRTCKXETXF";

    private static final String RATE = "6YS6EN2CT7";
    private static final int SKU_DIGITS = 16;
    private static final int DECIMALS = 10;

    /** When the figures were read from AWS's list. */
    private static final String PUBLISHED = "2026-01-19T13:23:24Z";

    private static final String VERSION = "20260119132324";
    private static final String EFFECTIVE = "2026-01-01T00:00:00Z";

    /**
     * A price.
     *
     * @param usd US dollars for one unit
     */
    record Price(String usd, String unit, String description) {}

    String service() {
        return attributes.getOrDefault("servicecode", "");
    }

    /** What a filter or a listing of values looks at; empty if the product has no such attribute. */
    Optional<String> value(String field) {
        return switch (field.toLowerCase(Locale.ROOT)) {
            case "productfamily" -> Optional.of(family);
            case "sku" -> Optional.of(sku());
            case "termtype" -> Optional.ofNullable(price).map(priced -> "OnDemand");
            default ->
                attributes.entrySet().stream()
                        .filter(attribute -> attribute.getKey().equalsIgnoreCase(field))
                        .map(Map.Entry::getValue)
                        .findFirst();
        };
    }

    /** The names of all that {@link #value} knows of this product. */
    Stream<String> fields() {
        return Stream.concat(attributes.keySet().stream(), Stream.of("productFamily", "termType"));
    }

    /** Sixteen letters and digits that follow from what the product is. */
    String sku() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((service()
                                    + value("regionCode").orElse("")
                                    + value("usagetype").orElse(""))
                            .getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest)
                    .toString(Character.MAX_RADIX)
                    .toUpperCase(Locale.ROOT)
                    .substring(0, SKU_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The product and its terms in the form {@code aws_v1}. */
    String json() {
        String sku = sku();
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ObjectNode product = list.putObject("product").put("productFamily", family);
        ObjectNode described = product.putObject("attributes");
        attributes.forEach(described::put);
        product.put("sku", sku);
        list.put("serviceCode", service());
        ObjectNode terms = list.putObject("terms");
        if (price != null) {
            onDemand(terms.putObject("OnDemand"), sku, price);
        }
        return list.put("version", VERSION).put("publicationDate", PUBLISHED).toString();
    }

    private static void onDemand(ObjectNode offers, String sku, Price price) {
        String offer = sku + "." + ON_DEMAND;
        String rate = offer + "." + RATE;
        ObjectNode term = offers.putObject(offer);
        ObjectNode dimension = term.putObject("priceDimensions").putObject(rate);
        dimension.put("unit", price.unit()).put("endRange", "Inf").put("description", price.description());
        dimension.putArray("appliesTo");
        dimension.put("rateCode", rate).put("beginRange", "0");
        dimension
                .putObject("pricePerUnit")
                .put("USD", new BigDecimal(price.usd()).setScale(DECIMALS).toPlainString());
        term.put("sku", sku).put("effectiveDate", EFFECTIVE).put("offerTermCode", ON_DEMAND);
        term.putObject("termAttributes");
    }
}
