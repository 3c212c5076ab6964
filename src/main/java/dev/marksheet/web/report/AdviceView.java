package dev.marksheet.web.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The advice of a report.
 *
 * @param lead the heaviest of what is sure or likely; empty when there is none
 * @param firm the others that are sure or likely, heaviest first
 * @param hints what is no more than a hint, heaviest first
 * @param change what is no longer found since the advice changed; null when nothing is
 * @param prose the judge's words; null while there are none
 */
record AdviceView(
        List<Item> lead,
        List<Item> firm,
        List<Item> hints,
        @Nullable Change change,
        @Nullable Judged prose) {

    /**
     * A card.
     *
     * @param certainty {@code sure}, {@code likely} or {@code hint}
     * @param certaintyText the same in words
     * @param news how it differs from the advice before; empty where it does not
     * @param part what it points to, in words; empty where it points to nothing
     * @param counted on how many calls it shows; empty where calls are not what was counted
     * @param share the least and the largest plausible share of calls, 0 to 100; null where calls were not counted
     * @param examples calls that show it
     */
    record Item(
            String certainty,
            String certaintyText,
            String news,
            String part,
            String finding,
            String why,
            String counted,
            @Nullable Share share,
            List<String> tries,
            List<Example> examples) {}

    /**
     * What was found once and is found no more.
     *
     * @param text when that was
     */
    record Change(String text, List<String> gone) {}

    /** A range of shares on a line of 100. */
    record Share(double low, double width) {}

    /**
     * A call that shows a finding.
     *
     * @param number its number, such as {@code #12}
     * @param name the name of its row
     */
    record Example(String number, String name, String href) {}

    /**
     * @param html rendered from Markdown, safe to stand unescaped
     * @param seen from how many calls it was written
     */
    record Judged(String html, String seen) {}
}
