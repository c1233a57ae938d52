package io.portage.gateway.settle;

import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.settle.Settle.WrongUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who settles, and why: free text, which is kept for good.
final class Words {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_REASON = 200;
    private static final String NO_PART_OF_A_WORD = "[^\\p{L}\\p{N}]";

    private final String by;
    private final String because;

    Words(String by, @Nullable String because) {
        this.by = by.strip();
        this.because = because == null ? "" : because.strip();
    }

    String by() {
        return by;
    }

    String because() {
        return because;
    }

    /// @throws WrongUsage where one is missing, too long, or would break a line of a log
    void check() {
        check("--by", by, LONGEST_NAME, "the name of who settles");
        check("--because", because, LONGEST_REASON, "what was seen at the owning service");
    }

    private static void check(String option, String text, int longest, String meaning) {
        var expected = " (expected: " + meaning + ", 1 to " + longest + " characters, on one line)";
        if (text.isEmpty()) {
            throw new WrongUsage(option + " is missing" + expected);
        }
        if (text.length() > longest) {
            throw new WrongUsage(option + ": " + text.length() + " characters" + expected);
        }
        if (text.codePoints().anyMatch(Words::isUnprintable)) {
            throw new WrongUsage(option + ": a control character" + expected);
        }
    }

    private static boolean isUnprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /// What Redis knows only as a hash must not stand beside it in words.
    ///
    /// @throws WrongUsage where the reason repeats it
    void checkSecrecy(Scope scope) {
        for (var secret : List.of(scope.key().value(), scope.tenant(), scope.subject())) {
            var edge = "(?:^|$|" + NO_PART_OF_A_WORD + ")";
            var repeated = Pattern.compile(edge + Pattern.quote(secret) + edge, Pattern.CASE_INSENSITIVE);
            if (repeated.matcher(because).find()) {
                throw new WrongUsage(
                        "--because: repeats key, tenant or subject (expected: what was seen, without them)");
            }
        }
    }

    static String help() {
        try (var text = Words.class.getResourceAsStream("/help/settle.txt")) {
            if (text == null) {
                throw new IllegalStateException("/help/settle.txt (expected: on the class path)");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
