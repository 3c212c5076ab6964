package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyJsonTests {

    private static final ReplyShape TEXTS = ReplyShape.texts("items");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[\"a\",\"b\"]}",
                "\uFEFF {\"items\":[\"a\",\"b\"]}",
                "```json\n{\"items\":[\"a\",\"b\"]}\n```",
                "<think>[\"x\"] {\"items\":[]}</think>{\"items\":[\"a\",\"b\"]}",
                "<THINKING>a\nb</THINKING>\n{\"items\":[\"a\",\"b\"]}",
                "so {\"items\":[]}</think>{\"items\":[\"a\",\"b\"]}",
                "As [1] and {braces} show: {\"items\":[\"a\",\"b\"]} (see [2])",
                "{\"note\":\"first\"}\n{\"items\":[\"a\",\"b\"]}",
                "{'items':['a','b',],}",
                "{items:[\"a\",\"b\"]}",
                "{\"items\":[\"a\", // why\n\"b\"]}",
                "[\"a\",\"b\"]",
                "The list: [\"a\",\"b\"]. Done.",
            })
    void findsTheReply(String reply) {
        assertThat(ReplyFields.texts(ReplyJson.find(reply, TEXTS), "items")).containsExactly("a", "b");
    }

    @Test
    void keepsLineBreaksInsideTexts() {
        assertThat(ReplyFields.texts(ReplyJson.find("{\"items\":[\"a\nb\"]}", TEXTS), "items"))
                .containsExactly("a\nb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[\"a\",\"b\"",
                "{\"items\":[\"a\",\"b\"]",
                "{\"other\":[\"a\"]}",
                "no JSON at all",
                "as in [1] and [2, 3]",
                "{\"verdict\":[\"a\",\"b\"",
            })
    void refusesRepliesThatBreakOffOrHoldSomethingElse(String reply) {
        UnusableReply unusable = catchThrowableOfType(UnusableReply.class, () -> ReplyJson.find(reply, TEXTS));

        assertThat(unusable.kind()).isEqualTo(UnusableReply.Kind.UNREADABLE);
        assertThat(unusable.reply()).isEqualTo(reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n"})
    void tellsEmptyRepliesFromUnreadableOnes(String reply) {
        UnusableReply unusable = catchThrowableOfType(UnusableReply.class, () -> ReplyJson.find(reply, TEXTS));

        assertThat(unusable.kind()).isEqualTo(UnusableReply.Kind.EMPTY);
    }

    @Test
    void takesTextAloneForProse() {
        ReplyShape prose = ReplyShape.prose("markdown");

        assertThat(ReplyJson.find("<think>x</think>## Advice\n- do", prose)
                        .path("markdown")
                        .asString())
                .isEqualTo("## Advice\n- do");
        assertThat(ReplyJson.find("{\"markdown\":\"## A\"}", prose)
                        .path("markdown")
                        .asString())
                .isEqualTo("## A");
        assertThatThrownBy(() -> ReplyJson.find("{\"markdown\":\"## A", prose)).isInstanceOf(UnusableReply.class);
    }

    @Test
    void endsOnManyBracesInBoundedTime() {
        String braces = "{".repeat(100_000);

        assertThatThrownBy(() -> ReplyJson.find(braces, TEXTS)).isInstanceOf(UnusableReply.class);
    }
}
