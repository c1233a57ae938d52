package io.portage.launcher.demo;

import java.util.List;

/// One step of the story.
///
/// @param title what happens, in a few words
/// @param why one sentence for somebody who is new to it
/// @param acts what is done, in order
/// @param expected what must hold afterwards
record Step(String title, String why, List<Act> acts, List<Expectation> expected) {
    Step {
        acts = List.copyOf(acts);
        expected = List.copyOf(expected);
    }
}
