package io.portage.kong.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.read.Position;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Of a file of a plugin, each function counts that it hands out, for any request.
class LuaModuleTest {
    private static final Position START = new Position("kong.yml", 10, 5);

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
}
