package dev.marksheet.judge.local;

import dev.marksheet.session.text.Language;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Pairs of opposites, and whether two like sentences hold one each. */
final class Antonyms {

    private static final Map<String, Set<String>> ENGLISH = pairs(
            "open/closed open/close opens/closes opened/closed"
                    + " increase/decrease increased/decreased increases/decreases rise/fall rose/fell rises/falls rising/falling"
                    + " more/less more/fewer before/after above/below north/south east/west northern/southern eastern/western"
                    + " first/last early/late earlier/later largest/smallest larger/smaller longest/shortest highest/lowest"
                    + " higher/lower high/low hot/cold warm/cool win/lose won/lost wins/loses winner/loser buy/sell bought/sold"
                    + " male/female husband/wife father/mother son/daughter brother/sister begin/end began/ended start/stop"
                    + " started/stopped allowed/forbidden allowed/prohibited allow/forbid allows/prohibits permitted/prohibited"
                    + " legal/illegal safe/dangerous safe/unsafe true/false right/left always/never all/none inside/outside"
                    + " indoors/outdoors public/private free/paid optional/mandatory optional/required minimum/maximum"
                    + " increase/reduce increases/reduces increased/reduced gain/lose gained/lost accepted/rejected"
                    + " approved/rejected enable/disable enabled/disabled add/remove added/removed include/exclude"
                    + " included/excluded old/new older/newer oldest/newest oldest/youngest older/younger fast/slow faster/slower"
                    + " strong/weak stronger/weaker best/worst better/worse cheap/expensive cheaper/dearer arrive/depart"
                    + " arrived/departed import/export imports/exports summer/winter morning/evening day/night single/married"
                    + " alive/dead wet/dry soluble/insoluble visible/invisible positive/negative hard/soft full/empty light/dark");
    private static final Map<String, Set<String>> CHINESE = pairs("增加/减少 上升/下降 上涨/下跌 提高/降低 升高/降低 开放/关闭"
            + " 开启/关闭 打开/关闭 允许/禁止 可以/不得 同意/拒绝 支持/反对 最大/最小 最高/最低 最长/最短 最早/最晚 最多/最少 之前/之后"
            + " 以前/以后 以上/以下 高于/低于 大于/小于 多于/少于 早于/晚于 超过/不足 北部/南部 东部/西部 北方/南方 东侧/西侧 南侧/北侧"
            + " 胜利/失败 获胜/落败 战胜/负于 买入/卖出 进口/出口 合法/违法 安全/危险 免费/收费 必须/无需 必填/选填 成功/失败 开始/结束"
            + " 公立/私立 公开/保密 男性/女性 父亲/母亲 丈夫/妻子 哥哥/弟弟 儿子/女儿 上午/下午 冬季/夏季 冬天/夏天 室内/室外 加入/退出"
            + " 扩大/缩小 延长/缩短 加快/减慢 优于/劣于 接受/拒绝 录取/淘汰 启用/停用 包含/不含 左侧/右侧 国内/国外");

    private static final String DENIALS = "不没未无非";

    private Antonyms() {}

    static boolean differ(String one, List<Token> words, String other, List<Token> others, Language language) {
        if (language == Language.ZH) {
            return chinese(one, other);
        }
        Set<String> here = texts(words);
        Set<String> there = texts(others);
        if (Negations.denies(words) || Negations.denies(others)) {
            return false;
        }
        return here.stream()
                .filter(word -> !there.contains(word))
                .anyMatch(word -> ENGLISH.getOrDefault(word, Set.of()).stream()
                        .anyMatch(opposite -> there.contains(opposite) && !here.contains(opposite)));
    }

    /** The opposites of a Chinese word. */
    static Set<String> of(String chineseWord) {
        return CHINESE.getOrDefault(chineseWord, Set.of());
    }

    private static boolean chinese(String one, String other) {
        return CHINESE.entrySet().stream()
                .filter(entry -> holds(one, entry.getKey()) && !other.contains(entry.getKey()))
                .anyMatch(entry -> entry.getValue().stream()
                        .anyMatch(opposite -> holds(other, opposite) && !one.contains(opposite)));
    }

    /** Whether the text holds the word without a denial before it. */
    private static boolean holds(String text, String word) {
        int at = text.indexOf(word);
        return at == 0 || at > 0 && DENIALS.indexOf(text.charAt(at - 1)) < 0;
    }

    private static Set<String> texts(List<Token> words) {
        return words.stream().map(word -> word.text().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private static Map<String, Set<String>> pairs(String text) {
        Map<String, Set<String>> opposites = new HashMap<>();
        for (String pair : text.split(" ")) {
            String[] both = pair.split("/");
            opposites.computeIfAbsent(both[0], word -> new HashSet<>()).add(both[1]);
            opposites.computeIfAbsent(both[1], word -> new HashSet<>()).add(both[0]);
        }
        return Map.copyOf(opposites);
    }
}
