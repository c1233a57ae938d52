package io.portage.gateway;

import static io.portage.gateway.Settings.atLeast;
import static io.portage.gateway.Settings.expected;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What reads may hold that the sync contract calls projections.
///
/// @param largestAnswer the largest answer that gets an entity tag or is kept; a larger one goes on as it comes
/// @param held bytes of all answers together that are held until they are complete; beyond, they go on as they come
/// @param copies bytes of all last good answers together, the oldest forgotten first
/// @param copiesPerCaller bytes of the last good answers of one caller
public record ProjectionSettings(
        @DefaultValue("1MB") DataSize largestAnswer,
        @DefaultValue("32MB") DataSize held,
        @DefaultValue("32MB") DataSize copies,
        @DefaultValue("4MB") DataSize copiesPerCaller) {
    private static final DataSize ANSWER_LIMIT = DataSize.ofMegabytes(64);

    public ProjectionSettings {
        atLeast("projections.largest-answer", largestAnswer.toBytes(), 1);
        if (largestAnswer.compareTo(ANSWER_LIMIT) > 0) {
            throw expected(
                    "projections.largest-answer", largestAnswer, "<= " + ANSWER_LIMIT + ", it is held in memory");
        }
        atLeast("projections.held", held.toBytes(), 1);
        atLeast("projections.copies", copies.toBytes(), 1);
        atLeast("projections.copies-per-caller", copiesPerCaller.toBytes(), 1);
        if (copiesPerCaller.compareTo(copies) > 0) {
            throw expected("projections.copies-per-caller", copiesPerCaller, "<= " + copies + ", those of all callers");
        }
    }
}
