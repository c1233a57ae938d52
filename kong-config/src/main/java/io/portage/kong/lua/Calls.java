package io.portage.kong.lua;

import io.portage.kong.lua.Expression.Call;
import io.portage.kong.lua.Scan.Ends;
import io.portage.kong.lua.Touch.Effect;
import io.portage.kong.read.Position;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What calls and writes to the environment mean for the headers of the request.
final class Calls {
    private static final Set<String> IDENTITY =
            Set.of("authenticated_consumer", "authenticated_credential", "authenticated_consumer_groups");
    private static final Pattern OPEN =
            Pattern.compile("(kong\\.ctx\\.(shared|plugin)|ngx\\.(var|header|ctx))(\\..*)?");
    private final Values values;
    private final Notes notes;
    private final Predicate<String> harmless;

    Calls(Values values, Notes notes, Predicate<String> harmless) {
        this.values = values;
        this.notes = notes;
        this.harmless = harmless;
    }

    /// @param ends how sure it is that the call happens
    void called(Call call, String function, Ends ends) {
        if (values.of(call.callee()) instanceof Value.Api(var path)) {
            apply(path, call, call.arguments(), function, ends);
        }
    }

    private void apply(String path, Call call, List<Expression> arguments, String function, Ends ends) {
        switch (Meaning.of(path)) {
            case SETS -> touch(Effect.SET, path, call, arguments, function);
            case ADDS -> touch(Effect.ADD, path, call, arguments, function);
            case CLEARS -> touch(Effect.CLEAR, path, call, arguments, function);
            case SETS_MANY -> touchMany(path, call, arguments, function);
            case ENDS -> notes.ends(ends);
            case CALLS -> indirect(path, call, arguments, function);
            case REQUIRES -> require(call, arguments);
            case IDENTIFIES -> notes.reason("decides who the consumer is, by " + path, call.at());
            case HOLDS, UNKNOWN -> notes.reason("calls " + path + ", of which nothing is known here", call.at());
            case HARMLESS, LOOKS -> {
                // no header of the request changes
            }
        }
    }

    private void touch(Effect effect, String path, Call call, List<Expression> arguments, String function) {
        var name = arguments.isEmpty() ? Value.OTHER : values.of(arguments.getFirst());
        touch(effect, path, call.at(), name, function);
    }

    private void touchMany(String path, Call call, List<Expression> arguments, String function) {
        var headers = arguments.isEmpty() ? Value.OTHER : values.of(arguments.getFirst());
        var names = headers instanceof Value.Items(var table) ? values.keys(table) : Value.OTHER;
        touch(Effect.SET, path, call.at(), names, function);
    }

    private void touch(Effect effect, String path, Position at, Value names, String function) {
        if (names instanceof Value.Texts(var headers)) {
            headers.forEach(header -> notes.touch(new Touch(effect, header, at, function)));
        } else if (names != Value.NOTHING) {
            notes.reason("calls " + path + " with a name that is computed", at);
        }
    }

    private void indirect(String path, Call call, List<Expression> arguments, String function) {
        if (!arguments.isEmpty() && values.of(arguments.getFirst()) instanceof Value.Api(var called)) {
            // the second argument of xpcall is what handles errors
            int own = path.equals("xpcall") ? 2 : 1;
            var rest = arguments.subList(Math.min(own, arguments.size()), arguments.size());
            apply(called, call, rest, function, Ends.SOMETIMES);
        }
    }

    private void require(Call call, List<Expression> arguments) {
        var module = arguments.isEmpty() ? Value.OTHER : values.of(arguments.getFirst());
        if (!(module instanceof Value.Texts(var names)) || !names.stream().allMatch(harmless)) {
            var which = module instanceof Value.Texts(var names) ? String.join(" or ", names) : "what is computed";
            notes.reason("requires " + which, call.at());
        }
    }

    /// Something is put into a part of a value.
    void written(Value of, Value key, Position at) {
        if (!(of instanceof Value.Api(var path))) {
            return;
        }
        if (!OPEN.matcher(path).matches()) {
            notes.reason("writes into " + path, at);
        } else if (path.equals("ngx.ctx") && !isOwn(key)) {
            notes.reason("writes into what Kong keeps in ngx.ctx", at);
        }
    }

    private static boolean isOwn(Value key) {
        return key instanceof Value.Texts(var names)
                && names.stream()
                        .noneMatch(name -> IDENTITY.contains(name)
                                || name.startsWith("KONG_")
                                || name.startsWith("cached_")
                                || name.equals("plugins")
                                || name.equals("balancer_data"));
    }
}
