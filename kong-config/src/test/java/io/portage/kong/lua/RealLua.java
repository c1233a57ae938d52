package io.portage.kong.lua;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import party.iroiro.luajava.luajit.LuaJit;

/// A LuaJIT that compiles, reckons, and runs functions as Kong does.
final class RealLua implements AutoCloseable {
    private static final String NEXT = "\u0003";
    private static final String PART = "\u0001";
    private final LuaJit lua = new LuaJit();

    RealLua() {
        lua.openLibraries();
        lua.run("kong = (function() " + script() + " end)()");
    }

    private static String script() {
        try (var in = Objects.requireNonNull(RealLua.class.getResourceAsStream("/lua/kong.lua"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A request and, after its run, what became of it.
    ///
    /// @param fate `on`, `ended`, `failed`, `endless`
    /// @param headers by name in lower case
    record Request(String method, String path, String query, String fate, Map<String, String> headers) {}

    private static String quoted(String text) {
        return IntStream.range(0, text.getBytes(StandardCharsets.UTF_8).length)
                .mapToObj(i -> "\\%03d".formatted(text.getBytes(StandardCharsets.UTF_8)[i] & 0xFF))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private String text(String expression) {
        lua.run("text = " + expression);
        lua.getGlobal("text");
        var text = lua.toString(-1);
        lua.pop(1);
        return String.valueOf(text);
    }

    /// Why it does not compile; empty where it does.
    String fault(String code) {
        lua.push(code);
        lua.setGlobal("code");
        return text("select(2, loadstring(code)) or ''");
    }

    /// The text that an expression gives; empty where it gives none, or fails.
    String value(String expression) {
        return text("(function() local ok, value = pcall(assert(loadstring(" + quoted("return " + expression)
                + "))) return ok and type(value) == 'string' and value or '' end)()");
    }

    /// What becomes of requests that come one after the other.
    List<Request> run(String code, List<Request> requests) {
        var arguments = requests.stream().map(RealLua::literal).collect(Collectors.joining(",", "{", "}"));
        lua.run("fates = kong(" + quoted(code) + ", " + arguments + ")");
        var said = text("(function() local all = {} for _, fate in ipairs(fates) do all[#all + 1] = fate.fate "
                + "for _, header in ipairs(fate.headers) do "
                + "all[#all + 1] = '\\1' .. header[1]:lower() .. '=' .. header[2] end "
                + "all[#all + 1] = '\\3' end return table.concat(all) end)()");
        var fates = said.split(NEXT, -1);
        return IntStream.range(0, requests.size())
                .mapToObj(i -> after(requests.get(i), fates[i].split(PART, -1)))
                .toList();
    }

    private static Request after(Request request, String[] parts) {
        var headers = IntStream.range(1, parts.length)
                .mapToObj(i -> parts[i].split("=", 2))
                .collect(Collectors.toMap(it -> it[0], it -> it[1], (one, _) -> one));
        return new Request(request.method(), request.path(), request.query(), parts[0], headers);
    }

    private static String literal(Request request) {
        var headers = request.headers().entrySet().stream()
                .map(it -> "{" + quoted(it.getKey()) + "," + quoted(it.getValue()) + "}")
                .collect(Collectors.joining(","));
        var query = request.query().isEmpty() ? "" : ", query = " + quoted(request.query());
        return "{method = " + quoted(request.method()) + ", path = " + quoted(request.path()) + query + ", headers = {"
                + headers + "}}";
    }

    @Override
    public void close() {
        lua.close();
    }
}
