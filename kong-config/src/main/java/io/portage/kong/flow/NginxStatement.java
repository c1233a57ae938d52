package io.portage.kong.flow;

import io.portage.kong.model.KongConf.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One statement of nginx: what it is called, and its arguments without quotes.
record NginxStatement(String name, List<String> arguments) {
    private static final Pattern WORD =
            Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'((?:[^'\\\\]|\\\\.)*)'|[^\\s;]+|;");
    /// Options of the headers-more module that take a value.
    private static final List<String> CONDITIONS = List.of("-t", "-s");

    /// A value may hold several statements: it is copied as it is.
    static List<NginxStatement> of(Directive directive) {
        var statements = new ArrayList<NginxStatement>();
        var words = new ArrayList<>(List.of(directive.name()));
        for (var word : WORD.matcher(directive.value())
                .results()
                .map(NginxStatement::word)
                .toList()) {
            if (word.equals(";")) {
                add(words, statements);
                words = new ArrayList<>();
            } else {
                words.add(word);
            }
        }
        add(words, statements);
        return statements;
    }

    private static void add(List<String> words, List<NginxStatement> statements) {
        if (!words.isEmpty()) {
            statements.add(new NginxStatement(words.getFirst(), List.copyOf(words.subList(1, words.size()))));
        }
    }

    private static String word(MatchResult match) {
        return match.group(1) != null ? match.group(1) : match.group(2) != null ? match.group(2) : match.group();
    }

    /// What more_set_input_headers and its like name: `name: value`, or a name.
    Stream<String> moreHeaders() {
        var headers = new ArrayList<String>();
        for (var i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (CONDITIONS.contains(argument)) {
                i++;
            } else if (!argument.startsWith("-")) {
                headers.add(argument);
            }
        }
        return headers.stream();
    }

    /// Whether it is for some requests only.
    boolean isConditional() {
        return arguments.stream().anyMatch(CONDITIONS::contains);
    }

    /// What stands before the colon.
    static String name(String entry) {
        return entry.split(":", 2)[0].strip();
    }

    /// What stands behind it.
    static String value(String entry) {
        var parts = entry.split(":", 2);
        return parts.length > 1 ? parts[1].strip() : "";
    }
}
