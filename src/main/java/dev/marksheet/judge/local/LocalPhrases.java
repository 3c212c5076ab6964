package dev.marksheet.judge.local;

import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.text.Language;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds names, titles, dates and amounts by how they are written, and asks and answers whether a text mentions them.
 * Chinese names without marks around them are not found.
 */
final class LocalPhrases {

    private static final String MONTH =
            "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
    private static final Pattern DATE = Pattern.compile(MONTH + " \\d{1,2}(?:, \\d{4})?|\\d{1,2} " + MONTH
            + "(?: \\d{4})?|" + MONTH + " \\d{4}" + "|\\d{1,4}年(?:\\d{1,2}月)?(?:\\d{1,2}[日号])?|\\d{1,2}月\\d{1,2}[日号]");
    private static final Pattern AMOUNT = Pattern.compile(
            "[$€£¥]? ?\\d+(?:[.,:/]\\d+){0,9}(?:%| ?(?:percent|million|billion|trillion|thousand)\\b|[万亿千百]*(?:美元|欧元|元|人|米|公里|吨|岁|次|个)?)");
    private static final Pattern TITLE = Pattern.compile("《[^》]{1,60}》|“[^”]{1,60}”|「[^」]{1,60}」|\"[^\"\\n]{2,60}\"");
    private static final Pattern NAME = Pattern.compile(
            "\\p{Lu}[\\p{L}'’.&-]{0,40}" + "(?:(?: (?:of|the|and|de|van|von)){0,2} \\p{Lu}[\\p{L}'’.&-]{0,40}){0,6}");
    private static final Pattern ASKED = Pattern.compile("[“\"](.+)[”\"]", Pattern.DOTALL);

    private static final double COMMON = 0.6;

    private LocalPhrases() {}

    static Reply.StatementList of(String text) {
        Language language = Language.of(List.of(text));
        Set<String> found = new LinkedHashSet<>();
        for (Sentence segment : SentenceSplitter.of(text, language)) {
            String rest = take(DATE, take(TITLE, segment.text(), found), found);
            rest = take(AMOUNT, rest, found);
            names(rest, found);
        }
        return new Reply.StatementList(List.copyOf(found));
    }

    static Reply.StatementList questions(JudgeTask.KeyQuestions task) {
        boolean chinese = Language.of(List.of(task.text())) == Language.ZH;
        return new Reply.StatementList(task.keyphrases().stream()
                .map(phrase -> chinese ? "文中提到“" + phrase + "”吗？" : "Does the text mention \"" + phrase + "\"?")
                .toList());
    }

    static Reply.StatementList answers(JudgeTask.KeyAnswers task) {
        Language language = Language.of(List.of(task.summary()));
        LocalReasons reasons = LocalReasons.of(language, null);
        Passages summary = new Passages(List.of(task.summary()), language, reasons.effort());
        return new Reply.StatementList(task.questions().stream()
                .map(question -> mentions(task.summary(), summary, asked(question)) ? "1" : "0")
                .toList());
    }

    private static String asked(String question) {
        Matcher matcher = ASKED.matcher(question);
        return matcher.find() ? matcher.group(1) : question;
    }

    private static boolean mentions(String summary, Passages words, String phrase) {
        List<Token> content = Token.content(Tokenizer.of(phrase));
        return summary.toLowerCase(Locale.ROOT).contains(phrase.toLowerCase(Locale.ROOT))
                || !content.isEmpty() && words.best(content).coverage() == 1;
    }

    /** Adds the matches and gives the text with a break in the place of each. */
    private static String take(Pattern pattern, String text, Set<String> found) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder rest = new StringBuilder();
        while (matcher.find()) {
            found.add(matcher.group().strip());
            matcher.appendReplacement(rest, " | ");
        }
        return matcher.appendTail(rest).toString();
    }

    private static void names(String sentence, Set<String> found) {
        Matcher matcher = NAME.matcher(sentence);
        while (matcher.find()) {
            String name = matcher.group().replaceFirst("(?:['’]s|[.'’-])$", "");
            boolean opens = sentence.substring(0, matcher.start()).isBlank();
            String bare = opens ? withoutOpener(name) : name;
            if (!bare.isEmpty() && !StopWords.isStop(bare.toLowerCase(Locale.ROOT))) {
                found.add(bare);
            }
        }
    }

    /** A capital at the start of a sentence proves nothing, so that a common first word is left out. */
    private static String withoutOpener(String name) {
        int blank = name.indexOf(' ');
        String first = blank < 0 ? name : name.substring(0, blank);
        boolean common = StopWords.isStop(first.toLowerCase(Locale.ROOT))
                || blank < 0 && InverseDocumentFrequency.of(first.toLowerCase(Locale.ROOT)) < COMMON;
        return common ? name.substring(first.length()).strip() : name;
    }
}
