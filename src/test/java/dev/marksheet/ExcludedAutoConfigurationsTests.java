package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.util.StringUtils;

class ExcludedAutoConfigurationsTests {

    private static final List<String> EXCLUDED = excluded();

    @Test
    void areKnownToSpringByThisName() {
        List<String> all = ImportCandidates.load(AutoConfiguration.class, null).getCandidates();
        assertThat(EXCLUDED)
                .as("An exclusion of a class that was renamed or is gone does nothing")
                .isNotEmpty()
                .isSubsetOf(all);
    }

    @Test
    void giveNoAnnotationOrParameterItsMeaning() {
        assertThat(EXCLUDED)
                .as("Without these @Transactional, @Aspect and MultipartFile do nothing, without a word")
                .doesNotContain(
                        TransactionAutoConfiguration.class.getName(),
                        AopAutoConfiguration.class.getName(),
                        MultipartAutoConfiguration.class.getName());
    }

    private static List<String> excluded() {
        try {
            String names = PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"))
                    .getProperty("spring.autoconfigure.exclude");
            return List.of(StringUtils.commaDelimitedListToStringArray(names));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
