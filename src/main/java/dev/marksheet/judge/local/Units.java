package dev.marksheet.judge.local;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads numbers with their units, and tells whether two texts give one number different units. */
final class Units {

    private static final Map<String, Integer> UNITS = units(List.of(
            "m metre metres meter meters 米",
            "km kilometre kilometres kilometer kilometers 公里 千米",
            "cm centimetre centimetres centimeter centimeters 厘米",
            "mm millimetre millimetres millimeter millimeters 毫米",
            "mile miles 英里",
            "ft foot feet 英尺",
            "inch inches 英寸",
            "yard yards 码",
            "g gram grams 克",
            "kg kilogram kilograms kilo kilos 千克 公斤",
            "t ton tons tonne tonnes 吨",
            "mg milligram milligrams 毫克",
            "lb lbs 磅",
            "oz ounce ounces 盎司",
            "斤",
            "l litre litres liter liters 升",
            "ml millilitre millilitres milliliter milliliters 毫升",
            "second seconds 秒",
            "minute minutes min mins 分钟",
            "hour hours 小时",
            "day days 天",
            "week weeks 周 星期",
            "month months 个月",
            "year years 年",
            "decade decades",
            "century centuries 世纪",
            "percent %",
            "dollar dollars usd $ 美元",
            "euro euros eur € 欧元",
            "pound pounds gbp £ 英镑",
            "yuan rmb cny ¥ 元 人民币",
            "yen jpy 日元",
            "cent cents",
            "人 名",
            "平方公里 平方千米",
            "平方米",
            "亩",
            "公顷",
            "acre acres",
            "hectare hectares",
            "kb",
            "mb",
            "gb",
            "tb",
            "hz",
            "khz",
            "mhz",
            "ghz",
            "watt watts 瓦",
            "kw 千瓦",
            "volt volts 伏"));
    private static final List<String> SCALES =
            List.of("hundred", "thousand", "million", "billion", "trillion", "万亿", "百万", "千万", "万", "亿", "千", "百");
    private static final String CURRENCIES = "$€£¥";
    private static final int LONGEST = 12;

    private Units() {}

    /** Whether a number that both hold has units here and there, and none in common. */
    static boolean differ(String one, String other) {
        Map<String, Set<Integer>> here = read(one);
        Map<String, Set<Integer>> there = read(other);
        return here.entrySet().stream().anyMatch(entry -> {
            Set<Integer> units = there.get(entry.getKey());
            return units != null && units.stream().noneMatch(entry.getValue()::contains);
        });
    }

    /** The units by number; the scale, such as a million, belongs to the number. */
    private static Map<String, Set<Integer>> read(String text) {
        Map<String, Set<Integer>> read = new HashMap<>();
        for (Token word : Tokenizer.of(text)) {
            if (word.number()) {
                String after = after(text, word.end());
                String scale =
                        SCALES.stream().filter(after::startsWith).findFirst().orElse("");
                Integer unit = unit(text, word, after(after, scale.length()));
                if (unit != null) {
                    read.computeIfAbsent(word.stem() + scale, number -> new HashSet<>())
                            .add(unit);
                }
            }
        }
        return read;
    }

    private static String after(String text, int end) {
        String after = text.substring(end, Math.min(text.length(), end + 2 * LONGEST));
        return after.replaceFirst("^[\\s-]+", "").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Integer unit(String text, Token number, String after) {
        if (number.text().endsWith("%")) {
            return UNITS.get("%");
        }
        char before = number.start() > 0 ? text.charAt(number.start() - 1) : ' ';
        if (CURRENCIES.indexOf(before) >= 0) {
            return UNITS.get(String.valueOf(before));
        }
        for (int length = Math.min(LONGEST, after.length()); length > 0; length--) {
            boolean cut = length < after.length() && isLatin(after.charAt(length)) && isLatin(after.charAt(length - 1));
            Integer unit = cut ? null : UNITS.get(after.substring(0, length));
            if (unit != null) {
                return unit;
            }
        }
        return null;
    }

    private static boolean isLatin(char c) {
        return Character.isLetter(c) && Character.UnicodeScript.of(c) != Character.UnicodeScript.HAN;
    }

    private static Map<String, Integer> units(List<String> spellings) {
        Map<String, Integer> units = new HashMap<>();
        for (int i = 0; i < spellings.size(); i++) {
            for (String spelling : spellings.get(i).split(" ")) {
                units.put(spelling, i);
            }
        }
        return Map.copyOf(units);
    }
}
