local guards = require "spec.support.guards"
local pdk = require "spec.support.pdk"


local CONF = guards.CONF
local UUID_V7 = guards.UUID_V7
local with = guards.with
local guard_of = guards.guard_of


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
