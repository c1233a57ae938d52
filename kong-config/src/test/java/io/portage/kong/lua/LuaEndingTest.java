package io.portage.kong.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.lua.Scan.Ends;
import io.portage.kong.read.Position;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What ends a request for sure is said to, and nothing else.
class LuaEndingTest {
    private static final Position START = new Position("kong.yml", 10, 5);

    private static Scan scan(String code) {
        return LuaScan.of(code, START);
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
                "local x = kong.ctx.shared.x .. 'a' return function() kong.response.exit(403) end | SOMETIMES",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"ngx.exit(403) | ALWAYS", "ngx.exit(ngx.OK) | SOMETIMES", "ngx.exit(kong.ctx.shared.x) | SOMETIMES"
            })
    void ofWhenRewritingThenOnlyAStatusEnds(String code, Ends ends) {
        assertThat(LuaScan.of(code, START, Sandbox.stock().inRewrite()).ends()).isEqualTo(ends);
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
}
