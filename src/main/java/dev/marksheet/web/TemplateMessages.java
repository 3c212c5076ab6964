package dev.marksheet.web;

import dev.marksheet.session.text.Language;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;

/**
 * The templates' {@code #{…}} from the same words, and by the same rules, as texts that are put together in Java. Numbers
 * are grouped as their language does it. Immutable.
 */
final class TemplateMessages implements MessageSource {

    private static final Object[] NO_VALUES = {};

    @Override
    public String getMessage(String code, Object @Nullable [] values, @Nullable Locale locale) {
        Locale spoken = locale == null ? Locale.ENGLISH : locale;
        Language language = spoken.getLanguage().equals(Locale.CHINESE.getLanguage()) ? Language.ZH : Language.EN;
        Object[] shown = Stream.of(values == null ? NO_VALUES : values)
                .map(value -> value instanceof Number
                        ? NumberFormat.getInstance(spoken).format(value)
                        : value)
                .toArray();
        try {
            return Words.in(language).text(code, shown);
        } catch (MissingResourceException e) {
            throw new NoSuchMessageException(code, spoken);
        }
    }

    @Override
    public @Nullable String getMessage(
            String code, Object @Nullable [] values, @Nullable String otherwise, @Nullable Locale locale) {
        try {
            return getMessage(code, values, locale);
        } catch (NoSuchMessageException e) {
            return otherwise;
        }
    }

    /** @throws NoSuchMessageException if there is none of the codes and no default */
    @Override
    public String getMessage(MessageSourceResolvable wanted, @Nullable Locale locale) {
        String[] codes = wanted.getCodes() == null ? new String[0] : wanted.getCodes();
        return Stream.of(codes)
                .flatMap(code -> Stream.ofNullable(getMessage(code, wanted.getArguments(), null, locale)))
                .findFirst()
                .or(() -> Optional.ofNullable(wanted.getDefaultMessage()))
                .orElseThrow(() -> new NoSuchMessageException(String.join(", ", codes)));
    }
}
