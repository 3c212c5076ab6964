package dev.marksheet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.session.text.Language;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.NoSuchMessageException;

class TemplateMessagesTests {

    private final TemplateMessages messages = new TemplateMessages();

    @Test
    void areTheWordsThatJavaPutsTogether() {
        assertThat(messages.getMessage("ago.seconds", new Object[] {"12"}, Locale.CHINESE))
                .isEqualTo(Words.in(Language.ZH).text("ago.seconds", "12"));
        assertThat(messages.getMessage("ago.seconds", new Object[] {"it's {1}"}, Locale.ENGLISH))
                .isEqualTo(Words.in(Language.EN).text("ago.seconds", "it's {1}"));
    }

    @Test
    void groupNumbers() {
        assertThat(messages.getMessage("ago.seconds", new Object[] {12345}, Locale.ENGLISH))
                .contains("12,345");
    }

    @Test
    void sayWhenAWordIsMissing() {
        assertThatThrownBy(() -> messages.getMessage("no.such", null, Locale.ENGLISH))
                .isInstanceOf(NoSuchMessageException.class);
        assertThat(messages.getMessage("no.such", null, "otherwise", Locale.ENGLISH))
                .isEqualTo("otherwise");
    }
}
