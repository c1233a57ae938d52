local guards = require "spec.support.guards"
local pdk = require "spec.support.pdk"


local CONF = guards.CONF
local UUID_V7 = guards.UUID_V7
local with = guards.with
local guard_of = guards.guard_of
local exit_of = guards.exit_of


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
