package dev.marksheet.dataset;

import dev.marksheet.session.Sample;
import java.util.Map;

/**
 * A row whose columns are fields.
 *
 * @param number its place in the file, from 1 on
 * @param item its id, or else its number
 * @param others the columns that are no field
 */
public record DatasetRow(int number, String item, Sample sample, Map<String, Object> others) {

    /** Whether it can be scored as it is. */
    public boolean isAnswered() {
        String answer = sample.answer();
        return answer != null && !answer.isBlank();
    }
}
