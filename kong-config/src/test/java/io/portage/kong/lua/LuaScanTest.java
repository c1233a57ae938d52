package io.portage.kong.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.lua.Scan.Ends;
import io.portage.kong.read.Position;
import java.util.List;
import java.util.Set;
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

    /// What reads X-A stands before `;`, what changes it behind.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "if not GET('X-A') then SET('X-A', 1) end | mint X-A",
                "if GET('x-a') == nil then SET('X-A', 1) end | mint X-A",
                "if nil == GET('X_A') then SET('X-A', 1) end | mint X-A",
                "local h = GET('X-A') if not h then SET('X-A', 1) end | mint X-A",
                "local h = GET('X-A') if h == nil or h == '' then SET('X-A', 1) end | mint X-A",
                "local h = GET('X-A') if not h or #h == 0 then SET('X-A', 1) end | mint X-A",
                "local h = GET('X-A') if not (h and h ~= '') then SET('X-A', 1) end | mint X-A",
                "if GET('X-A') then return end SET('X-A', 1) | mint X-A",
                "if GET('X-A') ~= nil then return end SET('X-A', 1) | mint X-A",
                "local h = GET('X-A') h = h or ngx.var.request_id SET('X-A', h) | keep X-A, mint X-A",
                "local h = GET('X-A') if not h then h = ngx.var.request_id end SET('X-A', h) | keep X-A, mint X-A",
                "SET('X-A', GET('X-A') or 'made') | keep X-A, mint X-A",
                "if GET('X-A') then goto done end SET('X-A', 1) ::done:: | mint X-A",
                "local missing = not GET('X-A') kong.log('x') if missing then SET('X-A', 1) end | mint X-A",
                "local function ensure(n) if not GET(n) then SET(n, 1) end end ensure('X-A') | mint X-A",
                "for _, n in ipairs({'X-A'}) do if not GET(n) then SET(n, 1) end end | mint X-A",
                "for n, v in pairs({['X-A'] = 1, ['X-B'] = 2}) do if not GET(n) then SET(n, v) end end "
                        + "| mint X-A, mint X-B",
                "if type(GET('X-A')) == 'nil' then SET('X-A', 1) end | mint X-A",
                "if not kong.request.get_headers()['X-A'] then SET('X-A', 1) end | mint X-A",
                "local t = ngx.req.get_headers() if not t.x_a then SET('X-A', 1) end | mint X-A",
                "if not ngx.var.http_x_a then SET('X-A', 1) end | mint X-A",
                "return function() if not GET('X-A') then SET('X-A', 1) end end | mint X-A",
                "local h = GET('X-A') kong.ctx.shared.x = h if not h then ADD('X-A', 1) end | mint X-A",
                "pcall(function() if not GET('X-A') then SET('X-A', 1) end end) | mint X-A",
                "if not GET('X-A') then CLEAR('X-A') end |",
                "if GET('X-A') then SET('X-A', 1) end | set X-A",
                "if not GET('X-B') then SET('X-A', 1) end | set X-A",
                "if not kong.request.get_query_arg('X-A') then SET('X-A', 1) end | set X-A",
                "SET('X-A', 1) | set X-A",
                "CLEAR('X-A') if not GET('X-A') then SET('X-A', 1) end | clear X-A, set X-A",
                "local h = GET('X-A') or 'made' SET('X-A', h .. '') | set X-A, mint X-A",
                "local h = GET('X-B') SET('X-A', h or 'made') | set X-A",
                "local h = GET('X-A') h = nil if not h then SET('X-A', 1) end | set X-A",
                "local ok = GET('X-A') == 'x' if not ok then SET('X-A', 1) end | set X-A",
                "if not GET('X-A') or kong.ctx.shared.x then SET('X-A', 1) end | mint X-A, set X-A",
                "local h = GET('X-A') if h == '' then ADD('X-A', 1) end | add X-A",
                "local h = GET('X-A') if h == '' then CLEAR('X-A') end | clear X-A",
                "local h if not h then SET('X-A', 1) end h = GET('X-A') | set X-A",
                "local h = GET('X-A') local function f() SET('X-A', 1) end if not h then f() end f() | mint X-A, set X-A",
                "local seen if not seen then seen = GET('X-A') end if not seen then SET('X-A', 1) end | mint X-A",
                "local seen return function() if not seen then SET('X-A', 1) end seen = GET('X-A') end | set X-A",
                "if not kong.request.get_headers(5)['X-A'] then SET('X-A', 1) end | set X-A",
                "if not ngx.req.get_headers(0, true)['X-A'] then SET('X-A', 1) end | set X-A",
                "local t = kong.request.get_headers() t['X-A'] = nil if not t['X-A'] then SET('X-A', 1) end | set X-A",
                "if not GET('X-A') then kong.ctx.shared.f = function() SET('X-A', 1) end end | set X-A",
                "local function f() SET('X-A', 1) end coroutine.wrap(f)() if not GET('X-A') then SET('X-A', 2) end "
                        + "| set X-A"
            })
    void ofWhenChangeIsGuardedThenSaysWhereItHappens(String code, String touches) {
        var full = code.replace("GET(", "kong.request.get_header(")
                .replaceAll("(SET|ADD|CLEAR)\\(", "kong.service.request.$1_header(")
                .replace("SET_", "set_")
                .replace("ADD_", "add_")
                .replace("CLEAR_", "clear_");
        var scan = scan(full);

        assertThat(scan.reasons()).isEmpty();
        assertThat(scan.touches().stream()
                        .map(it -> it.effect() + " " + it.header())
                        .distinct())
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "helper(kong)",
                "require('resty.http').new()",
                "setfenv(1, {})",
                "load('x')()",
                "local t = setmetatable({}, { __index = kong.service.request }) t.clear_header('X-A')"
            })
    void ofWhenAllOfLuaIsThereThenWhatFailsInTheSandboxDoesNot(String code) {
        assertThat(scan(code).ends()).isEqualTo(Ends.ALWAYS);
        assertThat(LuaScan.of(code, START, Sandbox.none()).ends()).isNotEqualTo(Ends.ALWAYS);
    }

    @Test
    void ofWhenKongConfAllowsAModuleThenItIsThere() {
        var code = "local http = require('resty.http.other') http.new()";
        var sandbox = Sandbox.stock().with(Set.of("resty.http.other"), Set.of());

        assertThat(scan(code).ends()).isEqualTo(Ends.ALWAYS);
        assertThat(LuaScan.of(code, START, sandbox).reasons())
                .extracting(Scan.Reason::text)
                .containsExactly("requires resty.http.other");
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
                "local function f() kong.response.exit(403) end f() | ALWAYS",
                "pcall(kong.response.exit, 403) | ALWAYS",
                "pcall(kong.response.exit) | SOMETIMES",
                "pcall(kong.response.exit, kong.ctx.shared.status) | SOMETIMES",
                "pcall(function() kong.response.exit(403) end) | ALWAYS",
                "pcall(error, 'x') | NEVER",
                "pcall(function() error('x') end) | NEVER",
                "local ok, e = pcall(error, 'x') if not ok then error(e) end | ALWAYS",
                "error('x') | ALWAYS",
                "assert(false) | ALWAYS",
                "assert(nil, 'why') | ALWAYS",
                "assert(kong.request.get_header('X-A')) | SOMETIMES",
                "os.exit() | ALWAYS",
                "os.exit(1) | ALWAYS",
                "require('cjson') | ALWAYS",
                "local cjson = require 'cjson.safe' kong.log(cjson.encode({})) | ALWAYS",
                "local ok, cjson = pcall(require, 'cjson') | NEVER",
                "if kong.request.get_method() == \"GET\" then require('cjson') end | SOMETIMES",
                "unknown() | ALWAYS",
                "if unknown then unknown() end | NEVER",
                "local x = nil x.y = 1 | ALWAYS",
                "local x = 'a' + {} | ALWAYS",
                "kong.service.request.set_header('X-A', nil) | ALWAYS",
                "kong.service.request.set_header('X-A', kong.request.get_header('X-B')) | SOMETIMES",
                "while true do end | ALWAYS",
                "while true do break end | NEVER",
                "repeat kong.response.exit(403) until false | ALWAYS",
                "for i = 1, 0 do kong.response.exit(403) end | NEVER",
                "if not kong.request.get_header('X-A') then return kong.response.exit(401) end | SOMETIMES",
                "if kong.request.get_header('X-A') then kong.response.exit(1) else error() end | ALWAYS",
                "return function() kong.response.exit(403) end | ALWAYS",
                "if kong.ctx.shared.x then error() end return function() kong.response.exit(403) end | SOMETIMES",
                "if kong.ctx.shared.x then return function() kong.response.exit(403) end end | SOMETIMES",
                "return function() end, kong.response.exit(403) | ALWAYS",
                "return nil, function() kong.response.exit(403) end | NEVER",
                "coroutine.wrap(function() error('x') end)() | NEVER",
                "ngx.exit(403) | ALWAYS",
                "ngx.exit(ngx.HTTP_FORBIDDEN) | ALWAYS",
                "ngx.redirect('/x') | ALWAYS",
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

    private static Scan module(String code) {
        return LuaScan.of(code, START, _ -> false);
    }

    @Test
    void ofWhenTouchStandsInAMethodThenNamesIt() {
        var scan = module("local P = {} local function f() ngx.req.clear_header('X-A') end "
                + "function P:access(conf) f() end return P");

        assertThat(scan.touches()).extracting(Touch::function).containsExactly("access");
        assertThat(scan.opaque()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "local P = {} function P:strip(h) ngx.req.clear_header(h) end function P:access() self:strip('X-A') end "
                        + "return P | opaque",
                "local P = {} local h = 'X-A' function P:init_worker() h = 'X-B' end "
                        + "function P:access() ngx.req.clear_header(h) end return P | opaque",
                "local P = {} P.h = 'X-A' function P:access() ngx.req.clear_header(self.h) end return P | clear X-A",
                "local P = {} P.h = 'X-A' function P:log() self.h = kong.request.get_path() end "
                        + "function P:access() ngx.req.clear_header(self.h) end return P | opaque",
                "local B = require 'base' local P = B:extend() function P:access() ngx.req.clear_header('X-A') end "
                        + "return P | opaque",
                "local P = {} function P:access(conf) if not kong.request.get_header('X-A') then "
                        + "kong.service.request.set_header('X-A', conf.v) end end return P | mint X-A",
                "local P = {} function P:access(conf) ngx.req.set_header('X-Foo-' .. conf.name, 1) end return P "
                        + "| set X-Foo-*",
                "local P = {} function P:access(conf) ngx.req.set_header(conf.name, 1) end return P | opaque",
                "local P = {} function P:access(conf) kong.response.exit(403) ngx.req.clear_header('X-A') end return P |",
                "local t = setmetatable({}, { __index = kong.service.request }) "
                        + "return { access = function() t.clear_header('X-A') end } | clear X-A",
                "local C = {} C.__index = C function C:go() ngx.req.clear_header(self.h) end "
                        + "return { access = function() setmetatable({ h = 'X-A' }, C):go() end } | clear X-A"
            })
    void ofWhenFileIsOfAPluginThenEachFunctionThatItHandsOut(String code, String touches) {
        var scan = module(code);
        var said = scan.touches().stream()
                .map(it -> it.effect() + " " + it.header())
                .toList();

        assertThat(scan.opaque() ? List.of("opaque") : said)
                .as("%s", scan)
                .isEqualTo(touches == null ? List.of() : List.of(touches));
    }

    @Test
    void ofWhenModuleIsHarmlessThenRequireIsNotOpaque() {
        var code = "local cjson = require 'cjson.safe' kong.log(cjson.encode({}))";

        assertThat(module(code).opaque()).isFalse();
        assertThat(module(code.replace("cjson.safe", "own.helper")).reasons())
                .extracting(Scan.Reason::text)
                .containsExactly("requires own.helper");
        assertThat(LuaScan.of(code.replace("cjson.safe", "own.helper"), START, "own.helper"::equals)
                        .opaque())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"ngx.exit(403) | ALWAYS", "ngx.exit(ngx.OK) | SOMETIMES", "ngx.exit(kong.ctx.shared.x) | SOMETIMES"
            })
    void ofWhenRewritingThenOnlyAStatusEnds(String code, Ends ends) {
        assertThat(LuaScan.of(code, START, Sandbox.stock().inRewrite()).ends()).isEqualTo(ends);
    }

    @Test
    void ofWhenCodeIsDeepThenNeitherHangsNorFails() {
        assertThat(scan("local x = a" + ".b".repeat(200_000)).opaque()).isTrue();
        assertThat(scan("x = " + "(".repeat(1000)).syntaxError()).isNotNull();
    }
}
