local core = require "kong.plugins.header-guard.core"


local CONF = { require_key = {}, require_key_when_queued = false, max_authorization_length = 8000 }
local NOW = "2026-11-20T08:15:30Z"


local function inspect(headers, method, conf, truncated)
  return core.inspect(headers, core.sent(headers).twin, truncated or false, method or "POST", conf or CONF)
end


local function passes(headers, method, conf)
  local code, detail = inspect(headers, method, conf)
  assert.is_nil(code and code .. " " .. detail)
end


local function refuses(headers, word)
  local code, detail = inspect(headers)
  assert.equal("HEADER_INVALID", code)
  assert.matches(word, detail)
end


describe("core: what passes", function()
  it("is a request with all five headers", function()
    passes({
      ["authorization"] = "Bearer t0k", ["idempotency-key"] = "idem-1", ["x-correlation-id"] = "corr 1",
      ["x-queued-at"] = NOW, ["x-sent-at"] = NOW, ["connection"] = "keep-alive",
    })
  end)

  it("is a request with none of them", function()
    passes({ host = "x", ["x_other"] = "1", ["connection"] = "close, x-hop, upgrade" })
  end)

  it("is every character that may stand in a key, and the longest", function()
    local every = {}
    for c = 33, 126 do
      every[#every + 1] = string.char(c)
    end

    passes({ ["idempotency-key"] = table.concat(every) })
    passes({ ["idempotency-key"] = ("x"):rep(255) })
    passes({ ["idempotency-key"] = '"' .. ("x"):rep(255) .. '"' })
    passes({ ["idempotency-key"] = '"' .. ('\\"'):rep(255) .. '"' })
    passes({ ["idempotency-key"] = [["a\\b\"c"]] })
  end)

  it("is any spelling of an instant that RFC 3339 has", function()
    for _, instant in ipairs({
      NOW, "2026-11-20t08:15:30z", "2026-11-20T08:15:30.123456789123Z", "2026-11-20T08:15:30+05:30",
      "2026-11-20T08:15:30.5-00:00", "2024-02-29T00:00:00Z", "2000-02-29T00:00:00Z", "2016-12-31T23:59:60Z",
      "2017-01-01T05:29:60+05:30", "2026-11-20T08:15:30-18:00", "0000-02-29T00:00:00Z",
    }) do
      passes({ ["x-queued-at"] = instant })
    end
  end)
end)


describe("core: what is refused", function()
  it("is Connection that names a sync header, in any line, case and place, cut at a semicolon", function()
    for _, connection in ipairs({
      "Idempotency-Key", "keep-alive, AUTHORIZATION", "close ,\tx-queued-at ; q=1, x", "Idempotency-Key;a;b",
      "X-Correlation-Id", "x_sent_at", "x-tenant-id", "Content-Type", "host", "Cookie", "traceparent",
      "X-Forwarded-Anything", { "close", "x-sent-at" }, { "x-a", "b", "c, d ,Authorization" },
    }) do
      refuses({ connection = connection }, "Connection names")
    end
  end)

  it("is an underscore twin, beside the real one or alone", function()
    for _, twin in ipairs({ "idempotency_key", "x_correlation-id", "x-queued_at", "x_sent_at" }) do
      refuses({ [twin] = "v" }, twin:gsub("%-", "%%-"))
      refuses({ [twin] = NOW, [twin:gsub("_", "-")] = NOW }, "underscores")
    end
  end)

  it("is a second line", function()
    for name in pairs(core.SYNC) do
      refuses({ [name] = { NOW, NOW } }, "2 lines")
    end
  end)

  it("is an empty one", function()
    for name in pairs(core.SYNC) do
      refuses({ [name] = "" }, "empty")
    end
  end)

  it("is an ill-formed key", function()
    for _, key in ipairs({
      "a b", "a\tb", "caf\233", ("x"):rep(256), '"', '""', '"abc', '"a"b"', '"a"; p=1', '"a", "b"', '"a b"', [["a\b"]],
      [["abc\"]], '"' .. ("x"):rep(256) .. '"', '"a\\',
    }) do
      refuses({ ["idempotency-key"] = key }, "^Idempotency%-Key: ")
    end
  end)

  it("is an ill-formed instant", function()
    for _, instant in ipairs({
      "yesterday", "1763632800", "2026-11-20", "2026-11-20T10:00:00", "2026-11-20T10:00Z", "2026-02-30T10:00:00Z",
      "2026-11-20T25:00:00Z", "2026-11-20T24:00:00Z", "2026-11-20T10:60:00Z", "2026-11-20T10:00:00+25:00",
      "2026-11-20T10:00:00+18:01", "2026-11-20T10:00:00+05:60", "Fri, 20 Nov 2026 10:00:00 GMT",
      "2026-11-20T10:00:00.Z",
      "2026-11-20T10:00:60Z", "2026-11-20T23:59:61Z", "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
      "2026-00-01T00:00:00Z", "2026-11-00T00:00:00Z", "2026-11-20 10:00:00Z", "2026-11-20T10:00:00ZZ",
      "2026-11-20T10:00:00+0500",
      "2026-11-20T10:00:00." .. ("1"):rep(60) .. "Z",
    }) do
      refuses({ ["x-queued-at"] = instant }, "^X%-Queued%-At: .*RFC 3339")
      refuses({ ["x-sent-at"] = instant }, "^X%-Sent%-At: ")
    end
  end)

  it("is an ill-formed correlation id", function()
    for _, id in ipairs({ ("x"):rep(129), "caf\233", "a\tb" }) do
      refuses({ ["x-correlation-id"] = id }, "^X%-Correlation%-Id: ")
    end
  end)

  it("is an oversized or unprintable Authorization, of which nothing is repeated", function()
    refuses({ authorization = ("x"):rep(8001) }, "^Authorization: 8001 characters")
    refuses({ authorization = "Bearer \233" }, "^Authorization: a character")
  end)

  it("is a request with more headers than can be looked at", function()
    local code = inspect({}, "GET", CONF, true)
    assert.equal("HEADER_INVALID", code)
  end)

  it("names the value of a short instant only", function()
    local _, detail = inspect({ ["x-queued-at"] = "yesterday" })
    assert.matches('"yesterday"', detail)
    _, detail = inspect({ ["idempotency-key"] = "secret key" })
    assert.is_nil(detail:find("secret", 1, true))
  end)
end)


describe("core: a missing key", function()
  it("is refused where the method needs one", function()
    local conf = { require_key = { "PUT", "POST" }, max_authorization_length = 8000 }
    assert.equal("IDEMPOTENCY_KEY_REQUIRED", (inspect({}, "POST", conf)))
    passes({}, "GET", conf)
    passes({ ["idempotency-key"] = "k" }, "POST", conf)
  end)

  it("is refused where the request was queued", function()
    local conf = { require_key = {}, require_key_when_queued = true, max_authorization_length = 8000 }
    assert.equal("IDEMPOTENCY_KEY_REQUIRED", (inspect({ ["x-queued-at"] = NOW }, "DELETE", conf)))
    passes({}, "DELETE", conf)
  end)
end)


describe("core: what happened on the way", function()
  local sent

  before_each(function()
    sent = core.sent({ ["idempotency-key"] = "k", ["authorization"] = "Bearer t" })
  end)

  local function changes(headers, connection)
    return core.changes(sent, headers, connection)
  end

  it("is nothing where all left as it came", function()
    assert.is_nil(changes({ ["idempotency-key"] = "k", ["authorization"] = "Bearer t", other = "x" }, "keep-alive"))
  end)

  it("is nothing where the correlation id was minted", function()
    assert.is_nil(changes({ ["idempotency-key"] = "k", ["authorization"] = "Bearer t", ["x-correlation-id"] = "c" }))
  end)

  it("is each loss, change, addition and doubling", function()
    assert.same({
      { header = "Authorization", effect = "changed" },
      { header = "Idempotency-Key", effect = "removed" },
      { header = "X-Queued-At", effect = "added" },
    }, changes({ ["authorization"] = "Basic x", ["x-queued-at"] = NOW }))
    assert.same({ { header = "Idempotency-Key", effect = "doubled" } },
                changes({ ["idempotency-key"] = { "k", "k" }, ["authorization"] = "Bearer t" }))
  end)

  it("is a correlation id that was minted twice, or ill", function()
    local headers = { ["idempotency-key"] = "k", ["authorization"] = "Bearer t", ["x-correlation-id"] = { "a", "b" } }
    assert.same({ { header = "X-Correlation-Id", effect = "added" } }, changes(headers))
    headers["x-correlation-id"] = ""
    assert.same({ { header = "X-Correlation-Id", effect = "added" } }, changes(headers))
  end)

  it("is an underscore twin that was not there", function()
    local headers = { ["idempotency-key"] = "k", ["authorization"] = "Bearer t", ["idempotency_key"] = "k" }
    assert.same({ { header = "Idempotency-Key", effect = "twinned" } }, changes(headers))
    sent = core.sent(headers)
    assert.is_nil(changes(headers))
  end)

  it("is what Connection will remove after the last plugin", function()
    assert.same({ { header = "Authorization", effect = "nominated" } },
                changes({ ["idempotency-key"] = "k", ["authorization"] = "Bearer t" }, { "close", "authorization" }))
  end)

  it("is nothing where several lines came and left", function()
    sent = core.sent({ ["x-sent-at"] = { "a", "b" } })
    assert.is_nil(changes({ ["x-sent-at"] = { "a", "b" } }))
    assert.is_not_nil(changes({ ["x-sent-at"] = { "a", "c" } }))
    assert.is_not_nil(changes({ ["x-sent-at"] = "a" }))
  end)
end)


describe("core: a new id", function()
  it("is a UUID of version 7 with the time in it", function()
    local id = core.new_id(1763632800.25, function(low) return low end)
    assert.equal("019aa0b4-e1fa-7000-8000-000000000000", id)
    assert.matches("^%x%x%x%x%x%x%x%x%-%x%x%x%x%-7%x%x%x%-[89ab]%x%x%x%-%x%x%x%x%x%x%x%x%x%x%x%x$",
                   core.new_id(1763632800.25, math.random))
  end)
end)
