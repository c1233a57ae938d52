package io.portage.kong.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.lua.Scan.Ends;
import io.portage.kong.read.Position;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the scan of Lua sees must be all that the code can do; where it cannot see it must say so.
class LuaScanTest {
    private static final Position START = new Position("kong.yml", 10, 5);

    private static Scan scan(String code) {
        return LuaScan.of(code, START);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "kong.service.request.clear_header('Idempotency-Key') | clear Idempotency-Key",
                "kong.service.request.set_header(\"X-A\", kong.request.get_header('X-B')) | set X-A",
                "kong.service.request['add_header']('X-A', 'v') | add X-A",
                "kong['service'].request.set_header([[X-A]], 'v') | set X-A",
                "local set = kong.service.request.set_header set('X-A', 1) | set X-A",
                "local r = kong.service.request; r.clear_header 'X-A' | clear X-A",
                "local set; do set = kong.service.request.set_header end set('X-A', 1) | set X-A",
                "local k, n = kong, ngx k.service.request.clear_header('X-A') n.req.clear_header('X-B') "
                        + "| clear X-A, clear X-B",
                "ngx.req.set_header('X-A', 'v') | set X-A",
                "_G.kong.service.request.clear_header('X-A') | clear X-A",
                "pcall(kong.service.request.set_header, 'X-A', 'v') | set X-A",
                "xpcall(ngx.req.clear_header, print, 'X-A') | clear X-A",
                "for _, h in ipairs({'X-A', 'X-B'}) do kong.service.request.clear_header(h) end "
                        + "| clear X-A, clear X-B",
                "local t = {'X-A'} for _, h in ipairs(t) do ngx.req.clear_header(h) end | clear X-A",
                "local t = {'X-A', 'X-B'} for i = 1, #t do ngx.req.clear_header(t[i]) end | clear X-A, clear X-B",
                "for h, v in pairs({['X-A'] = 'v'}) do kong.service.request.set_header(h, v) end | set X-A",
                "local H = { key = 'X-A' } kong.service.request.clear_header(H.key) | clear X-A",
                "kong.service.request.set_headers({ ['X-A'] = 'v', b = 1 }) | set X-A, set b",
                "local p = 'X-' kong.service.request.clear_header(p .. 'A') | clear X-A",
                "local h = 'X-A' if kong.ctx.shared.b then h = 'X-B' end ngx.req.clear_header(h) "
                        + "| clear X-A, clear X-B",
                "local function strip(h) ngx.req.clear_header(h) end strip('X-A') strip('X-B') "
                        + "| clear X-A, clear X-B",
                "return function() kong.service.request.clear_header('X-A') end | clear X-A",
                "if false then kong.service.request.clear_header('X-A') end |",
                "local function unused() kong.service.request.clear_header('X-A') end |",
                "kong.response.set_header('X-A', 'v') kong.log.info('x', kong.request.get_headers()) |",
                "kong.ctx.shared.seen = kong.request.get_header('Idempotency-Key') ngx.var.upstream_x = 1 |",
                "kong.service.set_target('h', 80) kong.service.request.set_path('/x') |",
                "ngx.header['X-A'] = 'v' local t = kong.request.get_headers() t['X-A'] = nil |",
                "-- kong.service.request.clear_header('X-A') |",
                "local s = [==[ kong.service.request.clear_header('X-A') ]==] |"
            })
    void ofWhenNamesAreLiteralThenTouchesAndNothingOpaque(String code, String touches) {
        var scan = scan(code);

        assertThat(scan.reasons()).isEmpty();
        assertThat(scan.opaque()).isFalse();
        assertThat(scan.touches().stream().map(touch -> touch.effect() + " " + touch.header()))
                .isEqualTo(touches == null ? List.of() : List.of(touches.split(", ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kong.service.request.clear_header(kong.request.get_query_arg('h'))",
                "kong.service.request[kong.ctx.shared.verb]('X-A')",
                "local f = kong.service.request.clear_header return f",
                "local t = { strip = kong.service.request.clear_header } t.strip('X-A')",
                "helper(kong)",
                "unknown()",
                "tostring(kong.service)",
                "local t = setmetatable({}, { __index = kong.service.request }) t.clear_header('X-A')",
                "require('resty.http').new()",
                "load('x')()",
                "loadstring(kong.request.get_raw_body())()",
                "setfenv(1, {})",
                "getfenv().kong.service.request.clear_header('X-A')",
                "_G[kong.request.get_method()].x()",
                "local t = {} t[1] = 'X-A' for _, h in ipairs(t) do ngx.req.clear_header(h) end",
                "local t = {'X-A'} table.insert(t, 'X-B') for _, h in ipairs(t) do ngx.req.clear_header(h) end",
                "local function f(h) h = h or 'X-A' ngx.req.clear_header(h) end kong.ctx.shared.f = f",
                "local function f(h) ngx.req.clear_header(h) end f(kong.request.get_path())",
                "for h in pairs(kong.request.get_headers()) do kong.service.request.clear_header(h) end",
                "kong.service.request.set_headers(kong.request.get_headers())",
                "kong.service.request.set_header = print",
                "local s = kong.service.request.set_header if x then s = print end s('X-A', 1)",
                "kong.client.authenticate({ id = 'x' }, nil)",
                "ngx.ctx.authenticated_consumer = { id = 'x' }",
                "kong.ctx.shared.fn('X-A')",
                "kong.something_new('X-A')",
                "h = 'X-A' ngx.req.clear_header(h)",
                "kong = { service = print } kong.service('X-A')",
                "coroutine.wrap(kong.service.request.clear_header)('X-A')",
                "\u001bLJ"
            })
    void ofWhenCodeCannotBeFollowedThenOpaque(String code) {
        assertThat(scan(code).opaque()).as("%s", scan(code)).isTrue();
        assertThat(scan(code).reasons()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return kong.response.exit(403) | ALWAYS",
                "kong.response.exit(403, { message = 1 }) | ALWAYS",
                "return function() ngx.exit(204) end | ALWAYS",
                "do error('x') end | ALWAYS",
                "if kong.request.get_method() == \"GET\" then kong.response.exit(403) end | SOMETIMES",
                "if kong.ctx.shared.x then return end kong.response.exit(403) | SOMETIMES",
                "local ok = kong.ctx.shared.x or kong.response.exit(403) | SOMETIMES",
                "local function f() kong.response.exit(403) end f() | SOMETIMES",
                "pcall(kong.response.exit, 403) | SOMETIMES",
                "kong.log('x') | NEVER"
            })
    void ofWhenCodeAnswersThenSaysHowSure(String code, Ends ends) {
        assertThat(scan(code).ends()).isEqualTo(ends);
        assertThat(scan(code).opaque()).isFalse();
    }

    @Test
    void ofWhenTouchIsOnALaterLineThenPositionCounts() {
        var touch = scan("local x = 1\n\n  kong.service.request.clear_header('X-A')")
                .touches()
                .getFirst();

        assertThat(touch.at()).isEqualTo(new Position("kong.yml", 12, 3));
    }

    @Test
    void ofWhenTouchStandsInAMethodThenNamesIt() {
        var scan = scan("local P = {} function P:access(conf) ngx.req.clear_header('X-A') end return P");

        assertThat(scan.touches()).extracting(Touch::function).containsExactly("access");
        assertThat(scan.opaque()).isFalse();
    }

    @Test
    void ofWhenModuleIsHarmlessThenRequireIsNotOpaque() {
        var code = "local cjson = require 'cjson.safe' kong.log(cjson.encode({}))";

        assertThat(LuaScan.of(code, START, "cjson.safe"::equals).opaque()).isFalse();
        assertThat(LuaScan.of(code, START, "other"::equals).reasons())
                .extracting(Scan.Reason::text)
                .containsExactly("requires cjson.safe");
    }

    @Test
    void ofWhenCodeIsDeepThenNeitherHangsNorFails() {
        assertThat(scan("local x = a" + ".b".repeat(200_000)).opaque()).isTrue();
        assertThat(scan("x = " + "(".repeat(1000)).syntaxError()).isNotNull();
    }
}
