package io.portage.kong.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.read.Position;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A change behind a guard is another change; what only looks like a guard is none.
class LuaGuardTest {
    private static final Position START = new Position("kong.yml", 10, 5);

    private static Scan scan(String code) {
        return LuaScan.of(code, START);
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
                "if not GET('X-A') then SET('X-A', 1) CLEAR('X-A') end | mint X-A",
                "if not kong.request.get_headers()['X-A'] then SET('X_A', 1) end | set X_A",
                "if not kong.request.get_headers()['X-A'] and GET('X-A') then SET('X-A', 1) end | mint X-A",
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
}
