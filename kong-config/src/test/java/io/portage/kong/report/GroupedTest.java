package io.portage.kong.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Level;
import io.portage.kong.read.Position;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is one thing to mend is told once, with the first few routes.
class GroupedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | r1",
                "3 | r1, r2, r3",
                "4 | r1, r2, r3 and 1 more routes",
                "90 | r1, r2, r3 and 87 more routes"
            })
    void whereWhenOnManyRoutesThenThreeAndHowManyMore(int routes, String where) {
        var finding = Finding.of("a/b", Level.ERROR, "m", new Position("kong.yml", 1, 1));
        var groups = Grouped.of(IntStream.rangeClosed(1, routes)
                .mapToObj(it -> finding.on("r" + it))
                .toList());
        assertThat(groups).singleElement().extracting(Grouped::where).isEqualTo(where);
    }
}
