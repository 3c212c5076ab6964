package dev.marksheet.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class UsageTests {

    @Test
    void tellsACostWithoutTheNoiseOfAddingUp() {
        Usage usage = Usage.of(1, 0, 10, 1).costing(0.1);

        assertThat(0.1 + 0.1 + 0.1).isNotEqualTo(0.3);
        assertThat(Usage.total(Collections.nCopies(3, usage)).cost()).isEqualTo(0.3);
        assertThat(Usage.of(1, 0, 1, 0).costing(0.0028574399999999997).cost()).isEqualTo(0.00285744);
    }

    @Test
    void keepsWhatACostOfMillionsOfCallsHasBehindThePoint() {
        assertThat(Usage.of(1, 0, 1, 0).costing(1234.56789012).cost()).isEqualTo(1234.56789012);
        assertThat(Usage.of(1, 0, 1, 0).costing(2.2e-7).cost()).isEqualTo(2.2e-7);
    }

    @Test
    void tellsFreeFromUnpriced() {
        assertThat(Usage.NONE.cost()).isZero();
        assertThat(Usage.of(1, 0, 1, 0).cost()).isNull();
    }
}
