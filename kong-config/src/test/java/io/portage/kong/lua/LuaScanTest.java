package io.portage.kong.lua;

import static org.assertj.core.api.Assertions.assertThat;

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
                "ngx.req.set_header('X-A', nil) | clear X-A",
                "_G.kong.service.request.clear_header('X-A') | clear X-A",
                "pcall(kong.service.request.set_header, 'X-A', 'v') | set X-A",
                "xpcall(ngx.req.clear_header, print, 'X-A') | clear X-A",
                "for _, h in ipairs({'X-A', 'X-B'}) do kong.service.request.clear_header(h) end "
                        + "| clear X-A, clear X-B",
                "local t = {'X-A'} for _, h in ipairs(t) do ngx.req.clear_header(h) end | clear X-A",
                "local t = {'X-A', 'X-B'} for i = 1, #t do ngx.req.clear_header(t[i]) end | clear X-A, clear X-B",
                "local t = {} t[1] = 'X-A' for _, h in ipairs(t) do ngx.req.clear_header(h) end | clear X-A",
                "local t = {'X-A'} table.insert(t, 'X-B') for _, h in ipairs(t) do ngx.req.clear_header(h) end "
                        + "| clear X-A, clear X-B",
                "for h, v in pairs({['X-A'] = 'v'}) do kong.service.request.set_header(h, v) end | set X-A",
                "local H = { key = 'X-A' } kong.service.request.clear_header(H.key) | clear X-A",
                "local H = {} H.key = 'X-A' kong.service.request.clear_header(H['key']) | clear X-A",
                "kong.service.request.set_headers({ ['X-A'] = 'v', b = 1 }) | set X-A, set b",
                "kong.service.request.set_headers({ ['X-A'] = nil, b = 1 }) | set b",
                "local p = 'X-' kong.service.request.clear_header(p .. 'A') | clear X-A",
                "local h = 'X-A' if kong.ctx.shared.b then h = 'X-B' end ngx.req.clear_header(h) "
                        + "| clear X-A, clear X-B",
                "local h = kong.ctx.shared.b and 'X-A' or 'X-B' ngx.req.clear_header(h) | clear X-A, clear X-B",
                "local a, b = 'X-A', 'X-B' a, b = b, a ngx.req.clear_header(a) | clear X-B",
                "local a a, a = 'X-A', 'X-B' ngx.req.clear_header(a) | clear X-A",
                "if kong.ctx.shared.x then ngx.req.set_header('X-A', 1) else ngx.req.set_header('x-a', 1) end "
                        + "| set X-A, set x-a",
                "local function strip(h) ngx.req.clear_header(h) end strip('X-A') strip('X-B') "
                        + "| clear X-A, clear X-B",
                "local function set(...) kong.service.request.set_header(...) end set('X-A', 1) | set X-A",
                "local function name() return 'X-A' end ngx.req.clear_header(name()) | clear X-A",
                "local M = {} function M:set(n, v) kong.service.request.set_header(n, v) end M:set('X-A', 1) | set X-A",
                "local t = { strip = kong.service.request.clear_header } t.strip('X-A') | clear X-A",
                "local function f(h) h = h or 'X-A' ngx.req.clear_header(h) end f() | clear X-A",
                "h = 'X-A' ngx.req.clear_header(h) | clear X-A",
                "ngx.req.clear_header(('x-a'):upper():sub(1, 2) .. string.format('%s', 'B')) | clear X-B",
                "ngx.req.clear_header(table.concat({'X', 'A'}, '-')) | clear X-A",
                "return function() kong.service.request.clear_header('X-A') end | clear X-A",
                "return function() ngx.req.clear_header('X-A') end, function() ngx.req.clear_header('X-B') end "
                        + "| clear X-A",
                "local n = 'X-A' return function() ngx.req.clear_header(n) end | clear X-A",
                "for i = 1, 2 do if i == 1 then goto on end ngx.req.clear_header('X-' .. i) ::on:: end | clear X-2",
                "pcall(function() error('x') ngx.req.clear_header('X-A') end) ngx.req.clear_header('X-B') | clear X-B",
                "pcall(function() ngx.req.clear_header('X-A') error('x') end) | clear X-A",
                "if kong.ctx.shared.x then ngx.req.clear_header('X-A') return kong.response.exit(403) end |",
                "if false then kong.service.request.clear_header('X-A') end |",
                "while false do ngx.req.clear_header('X-A') end for i = 2, 1 do ngx.req.clear_header('X-A') end |",
                "do return end ngx.req.clear_header('X-A') |",
                "local function unused() kong.service.request.clear_header('X-A') end |",
                "local t = { f = function() ngx.req.clear_header('X-A') end } |",
                "kong.response.set_header('X-A', 'v') kong.log.info('x', kong.request.get_headers()) |",
                "kong.ctx.shared.seen = kong.request.get_header('Idempotency-Key') ngx.var.upstream_x = 1 |",
                "kong.service.set_target('h', 80) kong.service.request.set_path('/x') |",
                "ngx.header['X-A'] = 'v' local t = kong.request.get_headers() t['X-A'] = nil |",
                "kong.ctx.shared.f = function() ngx.req.clear_header('X-A') end | clear X-A",
                "table.sort({2, 1}, function(a, b) ngx.req.clear_header('X-A') return a < b end) | clear X-A",
                "coroutine.wrap(function() ngx.req.clear_header('X-A') end)() | clear X-A",
                "local h = 'X-A' local function f() ngx.req.clear_header(h) end h = 'X-B' f() | clear X-B",
                "local s = kong.service.request.set_header if kong.ctx.shared.x then s = print end s('X-A', 1) | set X-A",
                "-- kong.service.request.clear_header('X-A') |",
                "local s = [==[ kong.service.request.clear_header('X-A') ]==] |"
            })
    void ofWhenNamesAreKnownThenTouchesAndNothingOpaque(String code, String touches) {
        var scan = scan(code);

        assertThat(scan.reasons()).isEmpty();
        assertThat(scan.opaque()).isFalse();
        assertThat(scan.touches().stream().map(touch -> touch.effect() + " " + touch.header()))
                .containsExactlyInAnyOrderElementsOf(touches == null ? List.of() : List.of(touches.split(", ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "ngx.req.set_header('X-Foo-' .. kong.request.get_path(), 1) | X-Foo-*",
                "ngx.req.set_header(string.format('X-%s-Tag', kong.request.get_path()), 1) | X-*-Tag",
                "for n in pairs(kong.request.get_headers()) do if n:sub(1, 4) == 'x-f-' then ngx.req.clear_header(n) end "
                        + "end | x-f-*",
                "for n in pairs(kong.request.get_headers()) do if n:lower():find('^x%-f') then ngx.req.clear_header(n) end "
                        + "end | x-f*",
                "for n in pairs(kong.request.get_headers()) do if n:find('x-f', 1, true) == 1 then "
                        + "ngx.req.clear_header(n) end end | x-f*",
                "for n in pairs(kong.request.get_headers()) do if n == 'x-f' then ngx.req.clear_header(n) end end | x-f"
            })
    void ofWhenBeginningOfNameIsKnownThenSaysIt(String code, String names) {
        assertThat(scan(code).reasons()).isEmpty();
        assertThat(scan(code).touches()).extracting(Touch::header).containsExactly(names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kong.service.request.clear_header(kong.request.get_query_arg('h'))",
                "kong.service.request.set_header(kong.request.get_path(), 1)",
                "kong.service.request[kong.ctx.shared.verb]('X-A')",
                "kong.ctx.shared.f = kong.service.request.clear_header",
                "tostring(kong.service)",
                "kong.log(kong)",
                "table.sort({'X-A'}, kong.service.request.clear_header)",
                "_G[kong.request.get_method()].x()",
                "local f = kong.service.request.clear_header kong.ctx.shared.t = { { f } }",
                "local t = { 'X-A' } t[kong.request.get_path()] = 'X-B' for _, h in ipairs(t) do ngx.req.clear_header(h) end",
                "local t = { 'X-A' } table.sort(t) for _, h in ipairs(t) do ngx.req.clear_header(h) end",
                "local function f(h) h = h or 'X-A' ngx.req.clear_header(h) end kong.ctx.shared.f = f",
                "local function f(h) ngx.req.clear_header(h) end f(kong.request.get_path())",
                "for h in pairs(kong.request.get_headers()) do kong.service.request.clear_header(h) end",
                "kong.service.request.set_headers(kong.request.get_headers())",
                "kong.service.request.set_header = print",
                "_G.kong = {}",
                "_G.put = function() kong.service.request.clear_header('X-A') end put()",
                "h = 'X-A' ngx.sleep(1) ngx.req.clear_header(h)",
                "ngx.req.clear_header(('\u00e9'):upper())",
                "kong.client.authenticate({ id = 'x' }, nil)",
                "ngx.ctx.authenticated_consumer = { id = 'x' }",
                "kong.ctx.shared.fn('X-A')",
                "kong.something_new('X-A')",
                "coroutine.wrap(kong.service.request.clear_header)('X-A')",
                "if f then f('X-A') end function f(h) ngx.req.clear_header(h) end",
                "local h = 'X-A' kong.ctx.shared.f = function() ngx.req.clear_header(h) end h = kong.request.get_path()",
                "local h = 'X-A' return function() ngx.req.clear_header(h) h = kong.request.get_path() end",
                "local t = { h = 'X-A' } return function() ngx.req.clear_header(t.h) t.h = kong.request.get_path() end",
                "local h = 'X-A' while kong.request.get_query_arg('q') do ngx.req.clear_header(h) "
                        + "h = kong.request.get_path() end",
                "local h = 'X-A' ::again:: ngx.req.clear_header(h) h = kong.request.get_path() if h then goto again end",
                "\u001bLJ"
            })
    void ofWhenCodeCannotBeFollowedThenOpaque(String code) {
        assertThat(scan(code).opaque()).as("%s", scan(code)).isTrue();
        assertThat(scan(code).reasons()).isNotEmpty();
    }

    @Test
    void ofWhenTouchIsOnALaterLineThenPositionCounts() {
        var touch = scan("local x = 1\n\n  kong.service.request.clear_header('X-A')")
                .touches()
                .getFirst();

        assertThat(touch.at()).isEqualTo(new Position("kong.yml", 12, 3));
    }

    @Test
    void ofWhenCodeIsDeepThenNeitherHangsNorFails() {
        assertThat(scan("local x = a" + ".b".repeat(200_000)).opaque()).isTrue();
        assertThat(scan("x = " + "(".repeat(1000)).syntaxError()).isNotNull();
    }
}
