package io.portage.kong.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.read.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The name of a header that is found without a run is the one that LuaJIT makes of it.
class ReckonedAsLuaJitDoesTest {
    private static final long SEED = Long.getLong("portage.seed", 20261120);
    private static final int EXPRESSIONS = 4000;
    private static final int DEPTH = 3;
    private static final Position START = new Position("code", 1, 1);

    /// Names that it may have; `*` in them stands for any text.
    private static List<String> names(String expression) {
        var scan = LuaScan.of("ngx.req.clear_header(" + expression + ")", START);
        var names = new ArrayList<>(scan.touches().stream().map(Touch::header).toList());
        if (scan.opaque()) {
            names.add("*");
        }
        return names;
    }

    private static boolean fits(String name, String text) {
        int star = name.indexOf('*');
        return star < 0
                ? name.equals(text)
                : text.length() >= name.length() - 1
                        && text.startsWith(name.substring(0, star))
                        && text.endsWith(name.substring(star + 1));
    }

    @Test
    void ofWhenNameIsReckonedThenAsLuaJitReckons() {
        var random = new Random(SEED);
        var wrong = new ArrayList<String>();
        int exact = 0;
        int texts = 0;
        try (var lua = new RealLua()) {
            for (int i = 0; i < EXPRESSIONS; i++) {
                var expression = new RandomConstant(random).text(1 + i % DEPTH);
                var text = lua.value(expression);
                var names = names(expression);
                if (!text.isEmpty()) {
                    texts++;
                    exact += names.equals(List.of(text)) ? 1 : 0;
                    if (names.stream().noneMatch(it -> fits(it, text))) {
                        wrong.add(text + " is none of " + names + " but what LuaJIT makes of " + expression);
                    }
                }
            }
        }
        assertThat(wrong).as("seed %d", SEED).isEmpty();
        assertThat(texts).isGreaterThan(EXPRESSIONS / 2);
        assertThat(exact).as("of %d texts", texts).isGreaterThan(texts * 4 / 5);
    }
}
