package io.portage.kong.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// A terminal shows each of forty routes, and of more those that are alike as one.
class MatrixTest {
    private static List<String> labels(int routes) {
        return Matrix.of(Subjects.large(routes).verification().routes()).stream()
                .map(Matrix::label)
                .toList();
    }

    @Test
    void ofWhenFortyThenEach() {
        assertThat(labels(40)).hasSize(40).contains("route-39");
    }

    @Test
    void ofWhenMoreThenThoseWithTheSameVerdictsAsOne() {
        assertThat(labels(41)).containsExactly("route-0 and 4 more", "route-1 and 35 more");
    }
}
