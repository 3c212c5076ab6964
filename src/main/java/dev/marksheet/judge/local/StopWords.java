package dev.marksheet.judge.local;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that carry no claim: grammar, and the phrases in which RAG answers speak about their passages. */
final class StopWords {

    // The fitted weights of FaithfulnessRisk hold for exactly these lists.
    private static final Set<String> ENGLISH =
            Set.copyOf(Arrays.asList(("a an the and or but if then else of in on at by for with about"
                            + " against between into through during before after above below to from up down out off over under"
                            + " again further once here there when where why how all any both each few more most other some such"
                            + " only own same so than too very can will just should now is am are was were be been being have has"
                            + " had having do does did doing would could may might must shall i me my we our you your he him his"
                            + " she her it its they them their what which who whom this that these those as because while s t re"
                            + " ve ll d m also however therefore thus additionally furthermore moreover overall based provided"
                            + " given passage passages context information according mentioned text article following answer"
                            + " question include includes including included such well one etc")
                    .split(" ")));
    private static final Set<Integer> CHINESE = ("的了是在和与及也而就都着或一个这那他她它们我你有为以于之其被把对中上下等并将还从到让更最很又但因所则该此每各某"
                    + "么吗呢吧啊呀哦由向给如若虽然已经曾")
            .codePoints()
            .boxed()
            .collect(Collectors.toUnmodifiableSet());

    private StopWords() {}

    static boolean isStop(String lowerCaseWord) {
        return lowerCaseWord.length() < 2 || ENGLISH.contains(lowerCaseWord);
    }

    static boolean isStop(int hanCharacter) {
        return CHINESE.contains(hanCharacter);
    }
}
