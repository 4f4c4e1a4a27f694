package dev.eksdsl.resource.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoleNameTest {

    @Test
    void shortName_holdsAllParts() {
        assertThat(RoleName.of("production", "us-east-1", "cluster")).isEqualTo("production.us-east-1.cluster");
    }

    @Test
    void longName_truncatedWithHashThatTellsApart() {
        String cluster = "c".repeat(80);

        String one = RoleName.of(cluster, "us-east-1", "one");
        String two = RoleName.of(cluster, "us-east-1", "two");

        assertThat(one).hasSize(64).matches("c{55}-[0-9a-f]{8}").isNotEqualTo(two);
        assertThat(RoleName.of(cluster, "us-east-1", "one")).isEqualTo(one);
    }

    @Test
    void charactersThatIamRefuses_replacedAndStillToldApart() {
        String slash = RoleName.of("production", "us-east-1", "kube-system/aws-node");
        String dash = RoleName.of("production", "us-east-1", "kube-system-aws-node");

        assertThat(slash).matches("[\\w+=,.@-]{1,64}").startsWith("production.us-east-1.kube-system-aws-node-");
        assertThat(slash).isNotEqualTo(dash);
    }
}
