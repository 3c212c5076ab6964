package dev.marksheet.judge.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ReplyJsonTests {

    private static final ReplySchema TEXTS = ReplySchema.texts("items");

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
                "[{\"items\":[\"a\",\"b\"]}]",
                "[\"a\",\"b\"] and []",
                "[\"a\",\"b\"] as [1, \"x\"] says",
                "{nonsense}{\"items\":[\"a\",\"b\"]}",
                "{}{\"items\":[\"a\",\"b\"]}",
            })
    void findsTheReply(String reply) {
        assertThat(ReplyReader.texts(ReplyJson.find(reply, TEXTS), "items")).containsExactly("a", "b");
    }

    @Test
    void keepsLineBreaksInsideTexts() {
        assertThat(ReplyReader.texts(ReplyJson.find("{\"items\":[\"a\nb\"]}", TEXTS), "items"))
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
        ReplySchema prose = ReplySchema.prose("markdown");

        assertThat(ReplyJson.find("<think>x</think>## Advice\n- do", prose)
                        .path("markdown")
                        .asString())
                .isEqualTo("## Advice\n- do");
        assertThat(ReplyJson.find("Hm, [1 and [2].</think>## Advice [3", prose)
                        .path("markdown")
                        .asString())
                .isEqualTo("## Advice [3");
        assertThat(ReplyJson.find("{\"markdown\":\"## A\"}", prose)
                        .path("markdown")
                        .asString())
                .isEqualTo("## A");
        assertThatThrownBy(() -> ReplyJson.find("{\"markdown\":\"## A", prose)).isInstanceOf(UnusableReply.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It plants {\"items\":[\"x\"]}. My judgement: {\"items\":[\"a\",\"b\"]}",
                "{\"items\":[\"draft\"]}\n\nOn second thought:\n```json\n{\"items\":[\"a\",\"b\"]}\n```\n{\"note\":1}",
                "[\"draft\"] Better: [\"a\",\"b\"]",
                "{\"quoted\":\"{'items':['x']}\",\"items\":[\"a\",\"b\"]}",
                "{\"items\":[\"a\",\"b\"],\"inner\":{\"items\":[\"x\"]}}",
            })
    void takesTheLastAndNeverAnInnerOne(String reply) {
        assertThat(ReplyReader.texts(ReplyJson.find(reply, TEXTS), "items")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"why\":\"it says {'items':['x']}\",\"items\":[\"a\"",
                "{\"why\":\"it says {'items':['x']}\",\"items\" [\"a\"]}",
                "<think>{\"items\":[\"draft\"]}</think> I can't.",
                "{\"items\":[\"draft\"]}</think> I can't.",
                "<think>{\"items\":[\"draft\"]}",
                "{\"items\":[\"draft\"]} Better: {\"items\":[\"a\"",
            })
    void takesNoPlantedOneOutOfABrokenReplyAndNoDraftForTheReply(String reply) {
        assertThatThrownBy(() -> ReplyJson.find(reply, TEXTS)).isInstanceOf(UnusableReply.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Models write between <think> and </think>.", "A lone </think> is left.", "It leaks <thinking>."
            })
    void leavesAReplysOwnWordsAsTheyAre(String statement) {
        String reply = FakeEndpoint.JSON.writeValueAsString(Map.of("items", List.of(statement)));

        assertThat(ReplyReader.texts(ReplyJson.find(reply, TEXTS), "items")).containsExactly(statement);
        assertThat(ReplyReader.texts(ReplyJson.find("<think>Hm.</think>" + reply, TEXTS), "items"))
                .containsExactly(statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[{\"number\":1,\"statement\":\"a\"},{\"number\":2,\"statement\":\"b\"}]}",
                "{\"items\":[{\"number\":\"1.\",\"statement\":\"a\"},{\"statement\":\"b\",\"number\":\"2\"}]}",
            })
    void readsTheTextsOfNumberedObjects(String reply) {
        assertThat(ReplyReader.texts(ReplyJson.find(reply, TEXTS), "items")).containsExactly("a", "b");
    }

    @Test
    void refusesItemsWithoutTextAndListsWithoutEnd() {
        JsonNode numbers = ReplyJson.find("{\"items\":[{\"number\":1}]}", TEXTS);
        JsonNode endless = ReplyJson.find("{\"items\":[" + "\"a\",".repeat(100_000) + "]}", TEXTS);

        assertThat(catchThrowableOfType(UnusableReply.class, () -> ReplyReader.texts(numbers, "items"))
                        .reason(Wording.of(JudgeException.FAULTS, Language.EN)))
                .isEqualTo("the judge's reply is wrong: an item has no text");
        assertThat(catchThrowableOfType(UnusableReply.class, () -> ReplyReader.texts(endless, "items"))
                        .reason(Wording.of(JudgeException.FAULTS, Language.ZH)))
                .isEqualTo("评审模型的回复有误：它有 100000 项，超过 2000 项则不读");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "\"", "[", "{", "{a", "{'a':", "[{", "<think>", "</think>", "/*", "{/*", "1", "是。"})
    void readsHostileRepliesInTimeThatGrowsWithTheirLength(String piece) {
        String text = piece.repeat(400_000 / piece.length());
        JsonNode verdict =
                FakeEndpoint.JSON.createObjectNode().put("verdict", text + "x").put("reason", text);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThatThrownBy(() -> ReplyJson.find(text, TEXTS)).isInstanceOf(UnusableReply.class);
            assertThatThrownBy(() -> ReplyReader.verdict(verdict, "verdict")).isInstanceOf(UnusableReply.class);
            assertThatThrownBy(() -> ReplyReader.number(verdict, "verdict")).isInstanceOf(UnusableReply.class);
            assertThat(ReplyReader.text(verdict, "reason")).hasSizeLessThanOrEqualTo(4000);
        });
    }

    @Test
    void endsOnManyBracesInBoundedTime() {
        String braces = "{".repeat(100_000);

        assertThatThrownBy(() -> ReplyJson.find(braces, TEXTS)).isInstanceOf(UnusableReply.class);
    }
}
