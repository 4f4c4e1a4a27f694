package dev.eksdsl.testing.pricing;

import dev.eksdsl.testing.ec2.CloudNetwork.InstanceTypeView;
import dev.eksdsl.testing.ec2.InstanceTypeFacts;
import dev.eksdsl.testing.server.TableFile;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Linux instances on demand, on shared hardware, of every type that EC2 has, in every region. Prices are those of US East (N.
 * Virginia) of January 2026, of AWS's public list; other regions and other types have no terms.
 */
final class InstanceProducts {

    static final String SERVICE = "AmazonEC2";

    private static final String PRICED_REGION = "us-east-1";
    private static final Map<String, String> PRICES =
            TableFile.lines(InstanceProducts.class, "linux-on-demand.csv").stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]));
    private static final int MIB_PER_GIB = 1024;

    private InstanceProducts() {}

    static Stream<Product> all() {
        return PricedRegion.ALL.stream()
                .flatMap(region -> InstanceTypeFacts.all().stream().map(type -> product(region, type)));
    }

    private static Product product(PricedRegion region, InstanceTypeView type) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("servicecode", SERVICE);
        attributes.put("servicename", "Amazon Elastic Compute Cloud");
        attributes.put("location", region.location());
        attributes.put("locationType", "AWS Region");
        attributes.put("regionCode", region.code());
        attributes.put("instanceType", type.name());
        attributes.put("vcpu", String.valueOf(type.vcpus()));
        attributes.put("memory", memory(type));
        attributes.put("operatingSystem", "Linux");
        attributes.put("preInstalledSw", "NA");
        attributes.put("licenseModel", "No License required");
        attributes.put("tenancy", "Shared");
        attributes.put("capacitystatus", "Used");
        attributes.put("marketoption", "OnDemand");
        attributes.put("operation", "RunInstances");
        attributes.put("usagetype", region.ec2Prefix() + "BoxUsage:" + type.name());
        String family = type.name().contains(".metal") ? "Compute Instance (bare metal)" : "Compute Instance";
        return new Product(family, attributes, price(region, type));
    }

    private static String memory(InstanceTypeView type) {
        BigDecimal gib = new BigDecimal(type.memoryMib()).divide(new BigDecimal(MIB_PER_GIB), MathContext.DECIMAL32);
        return gib.stripTrailingZeros().toPlainString() + " GiB";
    }

    private static Product.@Nullable Price price(PricedRegion region, InstanceTypeView type) {
        String usd = region.code().equals(PRICED_REGION) ? PRICES.get(type.name()) : null;
        return usd == null
                ? null
                : new Product.Price(usd, "Hrs", "$" + usd + " per On Demand Linux " + type.name() + " Instance Hour");
    }
}
