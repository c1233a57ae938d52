local guards = require "spec.support.guards"
local pdk = require "spec.support.pdk"


local CONF = guards.CONF
local with = guards.with
local guard_of = guards.guard_of
local exit_of = guards.exit_of


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
