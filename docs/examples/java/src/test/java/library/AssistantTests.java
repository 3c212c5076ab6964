package library;

import dev.marksheet.client.Call;
import dev.marksheet.client.junit.Marksheet;
import dev.marksheet.client.junit.MarksheetSession;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks the assistant, has Marksheet mark what it answers, and fails when the answers are not faithful enough. */
@MarksheetSession(
        value = "library",
        unique = true,
        gate = {"faithfulness=0.7"},
        metrics = {"faithfulness", "context_recall"},
        labels = {"suite=nightly"})
class AssistantTests {

    private static final String QUESTIONS = """
            When does the library open in the morning on weekdays?
            Is the library closed on public holidays?
            For how many weeks may a book be kept?
            How often can a loan be renewed?
            What is the fee for a late book?
            How many desks has the reading room?
            Whose signature do children under twelve need?
            What does it cost when a lost card is replaced?
            Where do newspapers lie in the hall?
            Does the printer in the hall take coins?
            How many people can book the blue room?
            When do members receive a message that a loan ends?
            Where are maps of the city kept?
            Who answers questions about families?
            Are dictionaries lent?
            Where may music be heard with headphones?
            When does the story hour for children begin?
            Where do bicycles stand?
            For how long are laptops lent?
            Does the lift reach the cellar?
            Where do coats and large bags belong?
            When does a guided tour take place?
            In which months is the terrace open?
            """;

    private final Assistant assistant = new Assistant(Boolean.getBoolean("careless"));

    static Stream<String> questions() {
        return QUESTIONS.lines().limit(Integer.getInteger("questions", 100));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void answersFromItsPassages(String question, Marksheet marksheet) {
        Assistant.Answer answer = assistant.ask(question);

        Assertions.assertFalse(answer.text().isBlank());
        marksheet.score(question, answer.text(), answer.passages());
    }

    @Nested
    class WithWhatIsRight {

        @Test
        void findsTheReturnBox(Marksheet marksheet) {
            String question = "Is the return box beside the entrance open at night?";
            Assistant.Answer answer = assistant.ask(question);

            marksheet.score(Call.of(question, answer.text(), answer.passages())
                    .withGroundTruth("Yes, the return box is open day and night.")
                    .withItem("return-box"));
        }
    }
}
