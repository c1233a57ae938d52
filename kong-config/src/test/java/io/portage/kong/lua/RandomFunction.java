package io.portage.kong.lua;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes functions such as stand in configurations, and worse: guards, helpers, loops, tables, errors that are caught.
final class RandomFunction {
    private static final String[] HEADERS = {
        "X-Correlation-Id", "x-correlation-id", "Idempotency-Key", "X-Other", "X-Queued-At", "x_correlation_id"
    };
    private final Random random;
    private final List<String> locals = new ArrayList<>();
    private final List<String> functions = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();
    private int names;
    private int depth;

    RandomFunction(Random random) {
        this.random = random;
    }

    String program() {
        var text = block(2 + random.nextInt(6));
        return switch (random.nextInt(6)) {
            case 0 -> text + "\nreturn function() " + block(1 + random.nextInt(4)) + " end";
            case 1 -> text + "\nreturn " + value();
            default -> text;
        };
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String pick(List<String> of, String otherwise) {
        return of.isEmpty() ? otherwise : of.get(random.nextInt(of.size()));
    }

    private String header() {
        return "'" + pick(HEADERS) + "'";
    }

    private String block(int statements) {
        int local = locals.size();
        int function = functions.size();
        int table = tables.size();
        var text = new StringBuilder();
        for (int i = 0; i < statements; i++) {
            text.append(statement()).append(random.nextInt(3) == 0 ? "\n" : " ");
        }
        cut(locals, local);
        cut(functions, function);
        cut(tables, table);
        return text.toString();
    }

    private static void cut(List<String> list, int size) {
        list.subList(size, list.size()).clear();
    }

    private String inner() {
        depth++;
        var text = block(depth > 3 ? 1 : 1 + random.nextInt(3));
        depth--;
        return " " + text;
    }

    private String statement() {
        return switch (random.nextInt(depth > 3 ? 12 : 27)) {
            case 0, 1, 2 -> change();
            case 3, 4 -> local(value());
            case 5 -> local(read());
            case 6 -> pick(locals, "g") + " = " + value();
            case 7 -> pick(locals, "g") + ", " + pick(locals, "g2") + " = " + value() + ", " + value();
            case 8 -> pick(functions, "kong.log") + "(" + value() + ", " + value() + ")";
            case 9 ->
                pick(tables, "kong.ctx.shared") + pick(".k", "[1]", "['k']", "[" + value() + "]") + " = " + value();
            case 10 -> table();
            case 11 -> local("tostring(" + value() + ")");
            case 12, 13, 14 -> "if " + condition() + " then" + inner() + pick("", "else" + inner()) + "end";
            case 15 -> "if " + condition() + " then " + ending() + " end";
            case 16, 17 -> function();
            case 18 -> "do" + inner() + "end";
            case 19 -> loop();
            case 20 -> "pcall(function()" + inner() + pick("", "error('x') ", "kong.response.exit(403) ") + "end)";
            case 21 -> "local ok" + names + " = pcall(" + pick(functions, "error") + ", " + value() + ")";
            case 22 -> pick(tables, "kong.ctx.plugin") + ".f = function(a, b)" + inner() + "end";
            case 23 -> pick(tables, "kong.log") + ".f(" + value() + ")";
            case 24 -> pick(tables, "kong.log") + ":f(" + value() + ")";
            case 25 -> "local m" + (++names) + " = not " + read() + " if m" + names + " then" + inner() + "end";
            default -> skip();
        };
    }

    private String skip() {
        var label = "l" + ++names;
        return "do if " + condition() + " then goto " + label + " end" + inner() + "::" + label + ":: end";
    }

    private String local(String value) {
        var name = "v" + ++names;
        var text = "local " + name + " = " + value;
        locals.add(name);
        return text;
    }

    private String table() {
        var name = "t" + ++names;
        var text = "local " + name + " = {"
                + pick("", header() + ", " + header(), "k = " + value(), "[" + header() + "] = 'v', " + value()) + "}";
        tables.add(name);
        return text;
    }

    private String function() {
        var name = "f" + ++names;
        int local = locals.size();
        var varargs = random.nextInt(4) == 0;
        if (!varargs) {
            locals.addAll(List.of("a", "b"));
        }
        var body = varargs ? " kong.service.request." + pick("set", "add") + "_header(...) " : inner();
        var given = random.nextInt(3) == 0 ? " return " + value() + " " : "";
        cut(locals, local);
        functions.add(name);
        return "local function " + name + (varargs ? "(...)" : "(a, b)") + body + given + "end";
    }

    private String loop() {
        var i = "i" + ++names;
        locals.add(i);
        var body = inner() + (random.nextInt(4) == 0 ? "if " + condition() + " then break end " : "");
        locals.remove(i);
        return switch (random.nextInt(6)) {
            case 0 -> "for " + i + " = 1, " + pick("2", "3", "#kong.request.get_path()") + " do" + body + "end";
            case 1 -> "for _, " + i + " in ipairs(" + pick(tables, "{'X-Other', 'X-B'}") + ") do" + body + "end";
            case 2 -> "for " + i + ", w in pairs(" + pick(tables, "{['X-Other'] = 1, k = 2}") + ") do" + body + "end";
            case 3 -> "for " + i + " in pairs(kong.request.get_headers()) do" + body + "end";
            case 4 ->
                "local n" + i + " = 0 while n" + i + " < " + pick("2", "#kong.request.get_path()") + " do n" + i
                        + " = n" + i + " + 1 local " + i + " = n" + i + body + "end";
            default ->
                "local n" + i + " = 0 repeat n" + i + " = n" + i + " + 1 local " + i + " = n" + i + body + "until n" + i
                        + " > 1 or " + condition();
        };
    }

    private String ending() {
        return pick(
                "return",
                "error('no')",
                "kong.response.exit(403)",
                "return kong.response.exit(500)",
                "assert(false)",
                "return " + value());
    }

    private String change() {
        var name = random.nextInt(3) == 0 ? value() : header();
        return switch (random.nextInt(8)) {
            case 0 -> "kong.service.request.clear_header(" + name + ")";
            case 1 -> "kong.service.request.add_header(" + name + ", " + value() + ")";
            case 2 -> "kong.service.request.set_headers({[" + name + "] = " + value() + "})";
            case 3 -> "ngx.req.set_header(" + name + ", " + value() + ")";
            case 4 -> "pcall(kong.service.request.set_header, " + name + ", " + value() + ")";
            case 5 ->
                "local h" + ++names + " = " + header() + " if not kong.request.get_header(h" + names
                        + ") then kong.service.request.set_header(h" + names + ", 'made') end";
            default -> "kong.service.request.set_header(" + name + ", " + value() + ")";
        };
    }

    private String read() {
        return pick(
                "kong.request.get_header(" + header() + ")",
                "kong.request.get_headers()[" + header() + "]",
                "ngx.var.http_x_correlation_id",
                "ngx.req.get_headers()[" + header() + "]");
    }

    private String value() {
        return switch (random.nextInt(depth > 4 ? 6 : 21)) {
            case 0, 1 -> header();
            case 2, 3 -> pick(locals, "'v'");
            case 4 -> pick("'v'", "nil", "1", "''", "true", "'X-'", "2");
            case 5 -> read();
            case 6 -> pick("kong.request.get_method()", "kong.request.get_query_arg('h')", "kong.request.get_path()");
            case 7 -> "(" + read() + " or 'made')";
            case 8 -> "(" + condition() + " and " + header() + " or " + header() + ")";
            case 9 -> pick(tables, "({})") + pick(".k", "[1]", "[2]");
            case 10 ->
                "'X-' .. " + pick("'Other'", "'Correlation-Id'", "kong.request.get_method()", pick(locals, "'B'"));
            case 11 -> pick("string.upper", "string.lower", "string.reverse") + "(" + header() + ")";
            case 12 ->
                "(" + header() + "):" + pick("lower()", "sub(1, 3)", "sub(3)", "gsub('X', 'Y')", "rep(2)", "upper()");
            case 13 ->
                "string.format('%s-%s', " + pick("'X'", "'x'") + ", " + pick("'Other'", "'Correlation-Id'", "1") + ")";
            case 14 -> "table.concat({'X', " + pick("'Other'", "'Correlation', 'Id'") + "}, '-')";
            case 15 -> pick(functions, "tostring") + "(" + header() + ", " + pick("1", "'v'") + ")";
            case 16 -> "select(" + pick("1", "2", "-1", "'#'") + ", " + header() + ", " + header() + ")";
            case 17 -> "#" + pick("'ab'", pick(tables, "{1}"), header());
            case 18 ->
                "(function(...) return " + pick("...", "select(2, ...)", header()) + " end)(" + header() + ", 'v')";
            case 19 -> pick("math.floor(2)", "tonumber('3')", "1 + 1", "7 % 4", "-1");
            default -> "type(" + pick(read(), pick(locals, "1")) + ")";
        };
    }

    private String condition() {
        return switch (random.nextInt(12)) {
            case 0 -> "not " + read();
            case 1 -> read() + pick(" == nil", " ~= nil", " == ''", " == 'made'", " == 'own'");
            case 2 -> "not " + pick(locals, "nil");
            case 3 -> pick(locals, "nil") + pick(" == nil", " ~= nil", " == ''", " == 'X-Other'", " == 1");
            case 4 -> "kong.request.get_method() == 'GET'";
            case 5 -> "(" + condition() + pick(" and ", " or ") + condition() + ")";
            case 6 -> "not (" + condition() + ")";
            case 7 -> pick("true", "false", "nil", "1");
            case 8 -> "type(" + pick(locals, "nil") + ") == " + pick("'string'", "'nil'", "'table'");
            case 9 -> "#(" + read() + " or '') " + pick("== 0", "> 0", "< 1");
            case 10 -> "kong.request.get_query_arg('q')";
            default -> read();
        };
    }
}
