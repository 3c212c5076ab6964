package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Profile;

/** The jar's beans are worked out when it is built: a bean that is there on a condition must be known to be so. */
@AnalyzeClasses(
        packages = "dev.marksheet",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTests.Written.class})
class ConditionalBeansTests {

    @ArchTest
    static void everySettingThatDecidesOnABeanIsLookedAtBeforePreparedBeansAreUsed(JavaClasses ours) {
        List<String> settings = ours.stream()
                .flatMap(type -> Stream.concat(
                        type.getAnnotations().stream(),
                        type.getMethods().stream().flatMap(method -> method.getAnnotations().stream())))
                .filter(ConditionalBeansTests::isCondition)
                .flatMap(ConditionalBeansTests::settings)
                .toList();
        assertThat(settings)
                .as("Name the setting in PreparedBeans.DECIDING, else the jar has the bean or not as it was when it was"
                        + " built, whatever the setting says; or have the bean itself look at the setting")
                .contains("marksheet.copy-from")
                .allMatch(PreparedBeans::decides);
    }

    /** Profiles are not among them: they are chosen by settings of Spring's own. */
    private static boolean isCondition(JavaAnnotation<?> annotation) {
        return !annotation.getRawType().isEquivalentTo(Profile.class)
                && (annotation.getRawType().isEquivalentTo(Conditional.class)
                        || annotation.getRawType().isMetaAnnotatedWith(Conditional.class));
    }

    /** What a condition reads; one that reads anything but named settings stands for itself. */
    private static Stream<String> settings(JavaAnnotation<?> condition) {
        if (!condition.getRawType().isEquivalentTo(ConditionalOnProperty.class)) {
            return Stream.of(condition.getDescription());
        }
        ConditionalOnProperty read = condition.as(ConditionalOnProperty.class);
        String prefix = read.prefix().isEmpty() ? "" : read.prefix() + ".";
        return Stream.concat(Stream.of(read.value()), Stream.of(read.name())).map(prefix::concat);
    }
}
