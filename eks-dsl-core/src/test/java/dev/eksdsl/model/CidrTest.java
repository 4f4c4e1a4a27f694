package dev.eksdsl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({"0.0.0.0/0,4294967296", "10.0.0.0/16,65536", "255.255.255.255/32,1", "192.168.128.0/17,32768"})
    void writtenBlock_readAndWrittenTheSame(String text, long size) {
        assertThat(Cidr.parse(text)).hasToString(text).extracting(Cidr::size).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, not an IPv4 block",
        "10.0.0.0/33, 0 to 32",
        "10.0.256.0/24, over 255",
        "fd00::/8, not an IPv4 block",
        "10.0.1.0/16, write 10.0.0.0/16"
    })
    void textThatIsNoBlock_refusedWithReason(String text, String reason) {
        assertThatThrownBy(() -> Cidr.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/16, 1, 10.0.0.0/16",
        "10.0.0.0/16, 2, 10.0.0.0/17 10.0.128.0/17",
        "10.0.0.0/16, 3, 10.0.0.0/18 10.0.64.0/18 10.0.128.0/18",
        "10.0.0.0/16, 6, 10.0.0.0/19 10.0.32.0/19 10.0.64.0/19 10.0.96.0/19 10.0.128.0/19 10.0.160.0/19",
        "0.0.0.0/0, 2, 0.0.0.0/1 128.0.0.0/1",
        "10.0.0.4/30, 4, 10.0.0.4/32 10.0.0.5/32 10.0.0.6/32 10.0.0.7/32"
    })
    void splitBlock_givesLargestEqualParts(String whole, int parts, String expected) {
        assertThat(Cidr.parse(whole).split(parts)).map(Cidr::toString).containsExactly(expected.split(" "));
    }

    @Test
    void splitIntoMorePartsThanAddresses_refused() {
        assertThatThrownBy(() -> Cidr.parse("10.0.0.0/31").split(3)).hasMessageContaining("10.0.0.0/31 into 3");
        assertThatThrownBy(() -> Cidr.parse("10.0.0.0/31").split(0)).hasMessageContaining("0 parts");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/16, 10.0.255.0/24, true, true",
        "10.0.255.0/24, 10.0.0.0/16, false, true",
        "10.0.0.0/16, 10.1.0.0/16, false, false",
        "10.0.0.0/16, 10.0.0.0/16, true, true"
    })
    void twoBlocks_containAndOverlap(String a, String b, boolean contains, boolean overlaps) {
        assertThat(Cidr.parse(a).contains(Cidr.parse(b))).isEqualTo(contains);
        assertThat(Cidr.parse(a).overlaps(Cidr.parse(b))).isEqualTo(overlaps);
        assertThat(Cidr.parse(b).overlaps(Cidr.parse(a))).isEqualTo(overlaps);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "256.0.0.0/8", "10.0.0/8", "a/8", "::/0"})
    void around_textThatIsNoBlock_isNone(String text) {
        assertThat(Cidr.around(text)).isEmpty();
    }

    @Test
    void around_dropsBitsBehindThePrefix() {
        assertThat(Cidr.around("10.0.1.7/24")).contains(Cidr.parse("10.0.1.0/24"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"10.1.0.0/16, true", "172.31.0.0/16, true", "172.0.0.0/8, false", "100.64.0.0/16, false"})
    void privateBlock_isToldFromOthers(String block, boolean expected) {
        assertThat(Cidr.parse(block).isPrivate()).isEqualTo(expected);
    }

    @Test
    void address_countsFromTheFirst() {
        assertThat(Cidr.parse("10.0.0.0/16").address(258)).isEqualTo("10.0.1.2");
    }
}
