package io.portage.kong.read;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML, of which JSON is a part.
final class YamlReader {
    private final Layout layout;
    private final List<Composer.Duplicate> duplicates;

    YamlReader(Layout layout, List<Composer.Duplicate> duplicates) {
        this.layout = layout;
        this.duplicates = duplicates;
    }

    /// Every document of the text.
    List<Node> read(String text) throws Unreadable {
        try {
            return documents(text);
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark().or(e::getContextMark);
            throw new Unreadable(
                    mark.map(layout::at).orElseGet(layout::start),
                    "not YAML: " + e.getProblem() + " (expected: a file that Kong's YAML reader takes)");
        } catch (YamlEngineException e) {
            throw new Unreadable(
                    layout.start(),
                    "not YAML: " + e.getMessage() + " (expected: a file that Kong's YAML reader takes)");
        }
    }

    private List<Node> documents(String text) throws Unreadable {
        var settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setUseMarks(true)
                // a value longer than this is copied once more for each time it is
                .setBufferSize(Math.clamp(text.length() / 16, 1 << 13, 1 << 22))
                .build();
        var events = new Parse(settings).parseString(text).iterator();
        var documents = new ArrayList<Node>();
        while (events.hasNext()) {
            var event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                documents.add(new Composer(events, layout, duplicates).compose(events.next()));
            }
        }
        return documents;
    }
}
