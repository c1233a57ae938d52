package io.portage.kong.check;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Everything for which Kong, or decK, refuses a file, and what they take without a word: the one place for each
/// `kong/…` that a finding can name.
public enum KongRule {
    BAD_REFERENCE("An entity names another that is not in the file.", "invalid reference '…' (no such entry in '…')"),
    BAD_ROUTE(
            "A route matches nothing, or what its protocols do not have.",
            "must set one of 'methods', 'hosts', 'headers', 'paths', 'snis' when 'protocols' is 'https'"),
    BAD_VALUE("A text has not the form that the field wants.", "should start with: / (fixed path) or ~/ (regex path)"),
    CONF_REFUSED(
            "With this kong.conf no Kong starts: a value that a setting does not take, or a directive that nginx"
                    + " already has.",
            "router_flavor has an invalid value: '…' (traditional, traditional_compatible, expressions)"),
    CONF_UNKNOWN("Kong does not read that line of kong.conf.", ""),
    DUPLICATE(
            "Two entities have the same name, id or scope.",
            "uniqueness violation: '…' entity with name set to '…' already declared"),
    DUPLICATE_KEY("A key stands twice in one mapping. Kong takes the last.", ""),
    ENVIRONMENT("decK fills in only variables whose name begins with DECK_.", ""),
    FIELDS_TOGETHER(
            "Fields that exclude, need or contradict each other.", "at least one of these fields must be non-empty: …"),
    FORMAT_VERSION("_format_version is not one of those that Kong reads.", "expected one of: 1.1, 2.1, 3.0"),
    MISSING_FIELD("A field that must be said is not.", "required field missing"),
    NEEDS_EXPRESSIONS(
            "A route is an expression, which Kong takes only with router_flavor = expressions. Of a decK state, whose"
                    + " Kong is told elsewhere, it is a warning.",
            "in 'expression': unknown field"),
    NOT_ONE_OF("A value is none of those that the field takes.", "expected one of: …"),
    OUT_OF_RANGE("A number is too small or too large.", "value should be between … and …"),
    REFUSED_SCOPE(
            "A plugin cannot be for a consumer, a route or a service, or a field must be empty.", "value must be null"),
    SECOND_PARENT(
            "An entity inside another names one more, and something else is wrong too; alone Kong takes it on its"
                    + " second look.",
            "value must be null"),
    SEVERAL_DOCUMENTS("A file holds more than one document. Kong reads the first alone.", ""),
    UNKNOWN_FIELD("A field that Kong does not know. Of an older release it is a warning.", "unknown field"),
    UNKNOWN_PLUGIN(
            "A plugin that the Kong does not have: neither bundled nor declared, or not among plugins = of kong.conf.",
            "plugin '…' not enabled; add it to the 'plugins' configuration property"),
    UNKNOWN_VAULT("A vault that Kong's open edition does not have.", "vault '…' is not installed"),
    UNREADABLE("The file is not there, no text, or no YAML.", "failed parsing declarative configuration: …"),
    WASM_OFF(
            "Filter chains, even those that are off, where Wasm is: it is unless kong.conf says wasm = on. A decK state"
                    + " passes.",
            "wasm support is not enabled"),
    WRONG_TYPE("A value is of another kind than the field.", "expected a string");

    private final String summary;
    private final String words;

    KongRule(String summary, String words) {
        this.summary = summary;
        this.words = words;
    }

    /// As findings name it, such as `kong/bad-value`.
    public String id() {
        return "kong/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What it finds.
    public String summary() {
        return summary;
    }

    /// What Kong itself says then; empty where it says nothing.
    public String words() {
        return words;
    }

    /// The one of that id.
    public static Optional<KongRule> of(String id) {
        return Arrays.stream(values()).filter(it -> it.id().equals(id)).findFirst();
    }
}
