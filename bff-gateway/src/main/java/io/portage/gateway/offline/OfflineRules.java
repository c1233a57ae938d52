package io.portage.gateway.offline;

import static io.portage.gateway.problem.ProblemCode.BATCH_REFUSED;
import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_KEY_REUSED;
import static io.portage.gateway.problem.ProblemCode.OFFLINE_NOT_ALLOWED;
import static io.portage.gateway.problem.ProblemCode.QUEUED_AT_INVALID;
import static io.portage.gateway.problem.ProblemCode.QUEUED_MUTATION_EXPIRED;
import static io.portage.gateway.problem.ProblemCode.VERSION_REQUIRED;

import io.portage.contract.JsonPointer;
import io.portage.contract.QueueRule;
import io.portage.contract.QueueRule.Condition;
import io.portage.contract.QueueRule.Within;
import io.portage.gateway.headers.Key;
import io.portage.gateway.json.Json;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The queue rules of the sync contract, applied to one mutation.
public final class OfflineRules {
    private OfflineRules() {}

    /// What the rules look at.
    ///
    /// @param body the body as JSON; null where it has none
    /// @param key the mutation's key; null where it has none
    /// @param queuedAt `X-Queued-At`
    /// @param sentAt `X-Sent-At`
    /// @param now the gateway's time
    public record Question(
            @Nullable Json body,
            @Nullable Key key,
            @Nullable Instant queuedAt,
            @Nullable Instant sentAt,
            Instant now) {
        QueueAge age() {
            return QueueAge.of(queuedAt, sentAt, key, now);
        }

        /// The same question about one item of a batch: without `X-Queued-At` its own key tells the time, or, where
        /// it tells none, that of the batch.
        Question item(Json item, @Nullable Key itemKey) {
            var timed = itemKey != null && KeyTime.of(itemKey) != null ? itemKey : key;
            return new Question(item, timed, queuedAt, sentAt, now);
        }
    }

    /// Decides one mutation.
    public static OfflineVerdict verdict(QueueRule rule, Question question) {
        return rule instanceof QueueRule.PerItem perItem ? batch(perItem, question) : single(rule, question);
    }

    private static OfflineVerdict single(QueueRule rule, Question question) {
        var age = question.age();
        return switch (rule) {
            case QueueRule.Never() -> age instanceof QueueAge.Online ? allowed(age) : mustBeOnline("it never may");
            case Within within -> within(within, question, age);
            case QueueRule.PerItem nested -> batch(nested, question);
        };
    }

    private static OfflineVerdict within(Within rule, Question question, QueueAge age) {
        if (age instanceof QueueAge.Online) {
            return allowed(age);
        }
        for (var condition : rule.when()) {
            if (!holds(condition, question.body())) {
                return mustBeOnline("it may only where " + condition.pointer() + " is one of " + condition.allow());
            }
        }
        if (!(age instanceof QueueAge.Queued(var waited))) {
            return impossible(question);
        }
        if (waited.compareTo(rule.limit()) > 0) {
            return refused(
                    QUEUED_MUTATION_EXPIRED,
                    "queued for " + whole(waited) + " (expected: at most " + rule.limit() + ")");
        }
        var version = rule.version();
        return version == null || names(question.body(), version)
                ? allowed(age)
                : refused(
                        VERSION_REQUIRED, version + " is missing (expected: the version that the change was based on)");
    }

    private static OfflineVerdict batch(QueueRule.PerItem rule, Question question) {
        if (question.queuedAt() != null && question.age() instanceof QueueAge.Impossible) {
            return impossible(question);
        }
        var refused = new ArrayList<Map<String, Object>>();
        boolean queued = question.queuedAt() != null;
        var items = items(rule, question.body());
        var first = new HashMap<String, Json>();
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            var text = item.textAt(rule.itemKey());
            // its service would take it for a repeat, and answer with what became of the other
            if (text != null && !item.equals(first.computeIfAbsent(text, _ -> item))) {
                refused.add(refusal(i, text, IDEMPOTENCY_KEY_REUSED));
                continue;
            }
            var ask = question.item(item, text == null ? null : Key.orNull(text));
            switch (single(rule.each(), ask)) {
                case OfflineVerdict.Allowed(var itemQueued) -> queued |= itemQueued;
                case OfflineVerdict.Refused(var rejection) -> refused.add(refusal(i, text, rejection.code()));
            }
        }
        if (refused.isEmpty()) {
            return new OfflineVerdict.Allowed(queued);
        }
        return new OfflineVerdict.Refused(Rejection.of(
                        BATCH_REFUSED,
                        refused.size() + " of " + items.size()
                                + " items (expected: none; send the others without them)")
                .member("items", refused));
    }

    private static Map<String, Object> refusal(int index, @Nullable String key, ProblemCode code) {
        var refusal = new LinkedHashMap<String, Object>();
        refusal.put("index", index);
        if (key != null) {
            refusal.put("clientMutationId", key);
        }
        refusal.put("code", code.name());
        return refusal;
    }

    /// The items of a batch; empty where the body has none.
    public static List<Json> items(QueueRule.PerItem rule, @Nullable Json body) {
        return body != null && body.at(rule.items()) instanceof Json.Arr(var items) ? items : List.of();
    }

    private static boolean holds(Condition condition, @Nullable Json body) {
        var value = body == null ? null : body.at(condition.pointer());
        return switch (value) {
            case null -> condition.holds(null);
            case Json.Null() -> condition.holds(null);
            case Json.Str(var text) -> condition.holds(text);
            // What is no string is a value that the contract does not name.
            default -> condition.unknown() == QueueRule.Otherwise.ALLOW;
        };
    }

    /// Whether a body names the version that it was based on.
    public static boolean names(@Nullable Json body, JsonPointer version) {
        var value = body == null ? null : body.at(version);
        return value instanceof Json.Num || value instanceof Json.Str;
    }

    private static OfflineVerdict allowed(QueueAge age) {
        return new OfflineVerdict.Allowed(!(age instanceof QueueAge.Online));
    }

    private static OfflineVerdict mustBeOnline(String rule) {
        return refused(
                OFFLINE_NOT_ALLOWED, "the mutation waited in a queue (expected: made while connected; " + rule + ")");
    }

    private static OfflineVerdict impossible(Question question) {
        var bound = question.sentAt() == null ? "the server's time" : "X-Sent-At";
        return new OfflineVerdict.Refused(Rejection.of(
                        QUEUED_AT_INVALID,
                        "X-Queued-At: " + question.queuedAt() + " (expected: at most " + QueueAge.ALLOWANCE + " after "
                                + bound + ")")
                .member("serverTime", question.now().toString()));
    }

    private static OfflineVerdict refused(ProblemCode code, String detail) {
        return new OfflineVerdict.Refused(Rejection.of(code, detail));
    }

    private static Duration whole(Duration duration) {
        return Duration.ofSeconds(duration.toSeconds());
    }
}
