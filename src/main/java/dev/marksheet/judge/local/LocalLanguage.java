package dev.marksheet.judge.local;

import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.List;

/** Decides by which language's rules the local judge reads a task. */
final class LocalLanguage {

    private LocalLanguage() {}

    /** That of the question and the judged texts; of the passages where these hold no letters. */
    static Language of(String question, List<String> judged, List<String> passages) {
        List<String> asked = new ArrayList<>(judged);
        asked.add(question);
        boolean telling = asked.stream().anyMatch(text -> text.codePoints().anyMatch(Character::isLetter));
        return Language.of(telling ? asked : passages);
    }
}
