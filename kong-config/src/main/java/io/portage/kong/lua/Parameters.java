package io.portage.kong.lua;

import java.util.ArrayList;
import java.util.List;

/// The parameters of a function.
record Parameters(List<Symbol> symbols, boolean varargs) {
    static Parameters read(Words words, Scopes scopes, boolean method) {
        var symbols = new ArrayList<Symbol>();
        if (method) {
            symbols.add(new Symbol("self", false));
        }
        boolean varargs = false;
        words.expect("(");
        if (!words.at(")")) {
            do {
                varargs = words.skip("...");
                if (!varargs) {
                    scopes.frame().announce(symbols.size(), words.peek().at());
                    symbols.add(new Symbol(words.name(), false));
                }
            } while (!varargs && words.skip(","));
        }
        words.expect(")");
        return new Parameters(symbols, varargs);
    }
}
