local pdk = require "spec.support.pdk"


local CONF = {
  mode = "enforce", require_key = {}, require_key_when_queued = false, max_authorization_length = 8000,
  problems = true, retry_after = 5, counter = "header_guard",
}
local UUID_V7 = "^%x+%-%x+%-7%x+%-%x+%-%x+$"


local function with(changes)
  return setmetatable(changes, { __index = CONF })
end


local function guard_of(fake)
  return fake:load("kong.plugins.header-guard.handler", "kong.plugins.header-guard.tally")
end


local function exit_of(fake)
  return fake:load("kong.plugins.header-guard-exit.handler", "kong.plugins.header-guard.tally")
end


describe("header-guard: place in the chain", function()
  it("is before correlation-id and zipkin, and the exit after post-function", function()
    local fake = pdk.new("GET")
    assert.is_true(guard_of(fake).PRIORITY > 100001)
    assert.is_true(exit_of(fake).PRIORITY < -1000)
    assert.equal(guard_of(fake).VERSION, exit_of(fake).VERSION)
  end)
end)


describe("header-guard: access", function()
  it("lets a good request pass and touches nothing", function()
    local fake = pdk.new("POST", { { "Idempotency-Key", "k" }, { "Connection", "keep-alive" } })
    assert.is_false(fake:run(guard_of(fake), "access", CONF))
    assert.same({}, fake.calls)
    assert.same({}, fake.logged)
    assert.equal("k", fake.kong.ctx.shared.header_guard.sent["idempotency-key"])
  end)

  it("refuses with a problem under the client's id", function()
    local fake = pdk.new("POST", { { "X-Correlation-Id", "corr-1" }, { "Connection", "close" },
                                   { "connection", "Idempotency-Key" } })
    assert.is_true(fake:run(guard_of(fake), "access", CONF))
    assert.equal(400, fake.status)
    assert.equal("application/problem+json", fake.answer_headers["content-type"])
    assert.equal("corr-1", fake.answer_headers["x-correlation-id"])
    assert.matches('"correlationId":"corr%-1"', fake.body)
    assert.matches('"code":"HEADER_INVALID"', fake.body)
    assert.same({}, fake.calls)
  end)

  it("gives a refused request one id, which correlation-id finds and echoes", function()
    for _, ids in ipairs({ {}, { { "X-Correlation-Id", ("x"):rep(129) } }, { { "X_Correlation_Id", "a" } },
                           { { "x-correlation-id", "a" }, { "X-Correlation-ID", "b" } } }) do
      ids[#ids + 1] = { "Idempotency-Key", "" }
      local fake = pdk.new("POST", ids)
      assert.is_true(fake:run(guard_of(fake), "access", CONF))
      local id = fake.answer_headers["x-correlation-id"]
      assert.matches(UUID_V7, id)
      assert.matches('"correlationId":"' .. id:gsub("%-", "%%-") .. '"', fake.body)
      assert.same({ id }, fake:leaving("X-Correlation-Id"))
      assert.same({}, fake:leaving("X_Correlation_Id"))
    end
  end)

  it("keeps a valid id beside a twin, and clears the twin", function()
    local fake = pdk.new("POST", { { "X-Correlation-Id", "real" }, { "X_Correlation_Id", "twin" } })
    assert.is_true(fake:run(guard_of(fake), "access", CONF))
    assert.equal("real", fake.answer_headers["x-correlation-id"])
    assert.same({ "real" }, fake:leaving("X-Correlation-Id"))
    assert.same({}, fake:leaving("X_Correlation_Id"))
  end)

  it("refuses more headers than can be looked at", function()
    local headers = {}
    for i = 1, 1001 do
      headers[i] = { "x-" .. i, "v" }
    end

    local fake = pdk.new("GET", headers)
    assert.is_true(fake:run(guard_of(fake), "access", CONF))
    assert.matches("more header lines", fake.body)
  end)

  it("demands a key where it is told to", function()
    local fake = pdk.new("PATCH", {})
    assert.is_true(fake:run(guard_of(fake), "access", with({ require_key = { "POST", "PATCH" } })))
    assert.matches('"code":"IDEMPOTENCY_KEY_REQUIRED"', fake.body)
  end)

  it("counts and logs without a value", function()
    local fake = pdk.new("POST", { { "Idempotency-Key", "secret value" } })
    fake:run(guard_of(fake), "access", CONF)
    assert.same({ ["refused:HEADER_INVALID:Idempotency-Key"] = 1 }, fake.counts.header_guard)
    assert.same({ "header_guard event=refused what=HEADER_INVALID header=Idempotency-Key total=1" }, fake.logged)
  end)

  it("only counts in report mode", function()
    local fake = pdk.new("POST", { { "Connection", "authorization" } })
    assert.is_false(fake:run(guard_of(fake), "access", with({ mode = "report" })))
    assert.same({}, fake.calls)
    assert.same({ ["would-refuse:HEADER_INVALID:Connection"] = 1 }, fake.counts.header_guard)
  end)

  it("logs where no dictionary counts", function()
    local fake = pdk.new("POST", { { "Connection", "authorization" } })
    fake:run(guard_of(fake), "access", with({ counter = "not_declared" }))
    assert.matches("total=%-$", fake.logged[1])
  end)
end)


describe("header-guard: answers that Kong makes", function()
  local function answered(method, headers, status, answer_headers, source, body)
    local fake = pdk.new(method, headers)
    local guard = guard_of(fake)
    fake:run(guard, "access", CONF)
    fake:answers(status, answer_headers or { ["Content-Type"] = "application/json" }, body or '{"message":"x"}', source)
    fake:run(guard, "header_filter", CONF)
    return fake, guard, fake:filter(guard, CONF, fake.body, "")
  end

  it("become problems with code, action, id and length", function()
    local fake, _, body = answered("POST", { { "X-Correlation-Id", "corr-1" } }, 401)
    assert.matches('"code":"TOKEN_MISSING"', body)
    assert.matches('"action":"refresh%-token"', body)
    assert.matches('"correlationId":"corr%-1"', body)
    assert.equal("application/problem+json", fake.answer_headers["content-type"])
    assert.equal(tostring(#body), fake.answer_headers["content-length"])
    assert.equal("corr-1", fake.answer_headers["x-correlation-id"])
    assert.matches("^Bearer", fake.answer_headers["www-authenticate"])
  end)

  it("keep what they say of authentication and of retrying", function()
    local fake = answered("POST", {}, 429, { ["Retry-After"] = "17" })
    assert.equal("17", fake.answer_headers["retry-after"])
    fake = answered("POST", {}, 503, {})
    assert.equal("5", fake.answer_headers["retry-after"])
    fake = answered("POST", {}, 401, { ["WWW-Authenticate"] = 'Key realm="k"' })
    assert.equal('Key realm="k"', fake.answer_headers["www-authenticate"])
  end)

  it("of a gateway that broke off may be sent again with a key only", function()
    local _, _, body = answered("POST", { { "Idempotency-Key", "k" } }, 502, {}, "error")
    assert.matches('"action":"retry%-same%-key"', body)
    _, _, body = answered("POST", {}, 502, {}, "error")
    assert.matches('"action":"look%-up"', body)
  end)

  it("of a gateway that broke off are about the client's method, whatever nginx goes on with", function()
    local fake = pdk.new("POST", {})
    local guard = guard_of(fake)
    fake:run(guard, "access", CONF)
    fake:answers(504, {}, "x", "error")
    fake.method = "GET"
    fake:run(guard, "header_filter", CONF)
    assert.matches('"action":"look%-up"', fake:filter(guard, CONF, "x"))
  end)

  it("stay as they are to HEAD, below 400, from the service, in gRPC, and where they are problems", function()
    local untouched = {
      { "HEAD", {}, 404, {} }, { "GET", {}, 204, {} }, { "GET", {}, 304, {} }, { "OPTIONS", {}, 200, {} },
      { "GET", {}, 500, {}, "service" }, { "POST", { { "Content-Type", "application/grpc+proto" } }, 404, {} },
      { "GET", {}, 404, { ["Content-Type"] = "application/problem+json; charset=utf-8" } },
    }
    for _, case in ipairs(untouched) do
      local fake, _, body = answered(case[1], case[2], case[3], case[4], case[5], "as it was")
      assert.equal("as it was", body)
      assert.is_nil(fake.answer_headers["content-length"])
    end
  end)

  it("carry an id even where access never ran", function()
    local fake = pdk.new("GET", {})
    local guard = guard_of(fake)
    fake:answers(404, {}, "x")
    fake:run(guard, "header_filter", CONF)
    local id = fake.answer_headers["x-correlation-id"]
    assert.matches(UUID_V7, id)
    assert.matches(id:gsub("%-", "%%-"), fake:filter(guard, CONF, "x"))
  end)

  it("carry the id that correlation-id gave the request", function()
    local fake = pdk.new("GET", {})
    local guard = guard_of(fake)
    fake:run(guard, "access", CONF)
    fake.headers = { { "X-Correlation-Id", "minted" } }
    fake:answers(404, {}, "x")
    fake:run(guard, "header_filter", CONF)
    assert.equal("minted", fake.answer_headers["x-correlation-id"])
  end)

  it("say in the body the id that a later plugin echoed", function()
    local fake = pdk.new("GET", {})
    local guard = guard_of(fake)
    fake:answers(404, {}, "x")
    fake:run(guard, "header_filter", CONF)
    local length = fake.answer_headers["content-length"]
    fake.answer_headers["x-correlation-id"] = "11111111-2222-4333-8444-555555555555"
    local body = fake:filter(guard, CONF, "x")
    assert.matches("11111111%-2222", body)
    assert.equal(length, tostring(#body))
  end)

  it("never change their length after it was announced", function()
    local fake = pdk.new("GET", {})
    local guard = guard_of(fake)
    fake:answers(404, {}, "x")
    fake:run(guard, "header_filter", CONF)
    fake.answer_headers["x-correlation-id"] = "short"
    assert.equal(fake.answer_headers["content-length"], tostring(#fake:filter(guard, CONF, "x", "y", "")))
  end)

  it("keep their words where the field problems is off", function()
    local fake = pdk.new("GET", {})
    local guard = guard_of(fake)
    fake:answers(404, {}, "x")
    fake:run(guard, "header_filter", with({ problems = false }))
    assert.equal("x", fake:filter(guard, CONF, "x"))
    assert.matches(UUID_V7, fake.answer_headers["x-correlation-id"])
  end)
end)


describe("header-guard-exit", function()
  local function left(sent, change, conf, connection)
    local fake = pdk.new("POST", sent)
    fake:run(guard_of(fake), "access", with({ mode = "report" }))
    local exit = exit_of(fake)
    fake.ngx.ctx.cached_request_headers = connection and { connection = connection }
    change(fake)
    return fake, fake:run(exit, "access", conf or CONF), exit
  end

  local function nothing() end

  it("lets pass what left as it came", function()
    local fake, refused = left({ { "Idempotency-Key", "k" } }, function(fake)
      fake.headers[#fake.headers + 1] = { "X-Correlation-Id", "minted" }
      fake.headers[#fake.headers + 1] = { "X-Consumer-Id", "c" }
    end)
    assert.is_false(refused)
    assert.same({}, fake.logged)
  end)

  it("answers 500 before anything is sent where a header was lost", function()
    local fake, refused = left({ { "Idempotency-Key", "secret" }, { "X-Correlation-Id", "c" } }, function(fake)
      fake.headers = { { "X-Correlation-Id", "c" } }
    end)
    assert.is_true(refused)
    assert.equal(500, fake.status)
    assert.matches('"code":"INTERNAL"', fake.body)
    assert.matches("Idempotency%-Key removed", fake.body)
    assert.matches('"correlationId":"c"', fake.body)
    assert.is_nil(fake.body:find("secret", 1, true))
    assert.same({ ["changed:removed:Idempotency-Key"] = 1 }, fake.counts.header_guard)
  end)

  it("only counts and logs in report mode", function()
    local fake, refused = left({ { "Idempotency-Key", "k" } }, function(fake) fake.headers = {} end,
                               with({ mode = "report" }))
    assert.is_false(refused)
    assert.same({ "header_guard event=changed what=removed header=Idempotency-Key total=1" }, fake.logged)
  end)

  it("sees what Connection will remove after it", function()
    local sent = { { "Idempotency-Key", "k" }, { "Connection", "close, idempotency-key" } }
    local fake, refused = left(sent, nothing)
    assert.is_true(refused)
    assert.matches("Idempotency%-Key nominated", fake.body)
  end)

  it("sees it in Kong's own copy, where a plugin has cleared Connection before the guard looked", function()
    local fake, refused = left({ { "Authorization", "Bearer t" } }, nothing, CONF, "Authorization")
    assert.is_true(refused)
    assert.matches("Authorization nominated", fake.body)
  end)

  it("refuses to vouch for a request that header-guard did not see", function()
    local fake = pdk.new("POST", {})
    local exit = exit_of(fake)
    assert.is_true(fake:run(exit, "access", CONF))
    assert.matches("any unwatched", fake.body)
  end)

  it("has the last word on the id of Kong's own answers", function()
    local fake = pdk.new("GET", {})
    local guard = guard_of(fake)
    fake:answers(404, {}, "x")
    fake:run(guard, "header_filter", CONF)
    local id = fake.answer_headers["x-correlation-id"]
    fake.answer_headers["x-correlation-id"] = "echoed by another"
    fake:run(exit_of(fake), "header_filter", CONF)
    assert.equal(id, fake.answer_headers["x-correlation-id"])
  end)

  it("leaves the id of a service's answer alone", function()
    local fake = pdk.new("GET", {})
    fake.kong.ctx.shared.header_guard = { id = "ours" }
    fake:answers(200, { ["X-Correlation-Id"] = "theirs" }, "x", "service")
    fake:run(exit_of(fake), "header_filter", CONF)
    assert.equal("theirs", fake.answer_headers["x-correlation-id"])
  end)
end)
