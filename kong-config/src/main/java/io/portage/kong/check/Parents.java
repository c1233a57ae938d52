package io.portage.kong.check;

import io.portage.kong.read.Node;
import java.util.Set;

/// What must be known of the entities that one names or stands in.
final class Parents {
    private Parents() {}

    /// @param set names of the references that are said
    static void check(Target target, String entity, Set<String> set, Pass pass, Node.Mapping said, Problems problems) {
        switch (entity) {
            case "filter_chains" -> {
                if (set.contains("route") == set.contains("service")) {
                    problems.add(
                            "kong/fields-together",
                            said.at(),
                            "filter_chain: do not fit (expected: one of route, service)");
                }
            }
            // its password is hashed with the consumer's id, which only the second pass knows
            case "basicauth_credentials" -> {
                if (pass == Pass.AS_WRITTEN) {
                    problems.askAgain();
                }
            }
            default -> {}
        }
    }
}
