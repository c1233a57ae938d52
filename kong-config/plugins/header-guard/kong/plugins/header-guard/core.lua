--- What the sync headers of a request must be. Pure: no ngx, no kong, nothing kept between calls.
local values = require "kong.plugins.header-guard.values"


local find, floor, format, gmatch = string.find, math.floor, string.format, string.gmatch
local gsub, lower, match = string.gsub, string.lower, string.match
local pairs, type = pairs, type


local SYNC = {
  ["authorization"] = "Authorization",
  ["idempotency-key"] = "Idempotency-Key",
  ["x-correlation-id"] = "X-Correlation-Id",
  ["x-queued-at"] = "X-Queued-At",
  ["x-sent-at"] = "X-Sent-At",
}
local ORDER = { "authorization", "idempotency-key", "x-queued-at", "x-sent-at", "x-correlation-id" }
-- what a client must not have removed either
local PROTECTED = {
  ["x-tenant-id"] = true, ["content-type"] = true, ["host"] = true, ["cookie"] = true, ["traceparent"] = true,
}


local _M = { SYNC = SYNC, is_id = values.is_id }


local function folded(name)
  return (gsub(lower(name), "_", "-"))
end


--- The underscore spelling of a sync header among the names, which servers that fold underscores take for it.
local function twin_in(headers)
  for name in pairs(headers) do
    if find(name, "_", 1, true) and SYNC[folded(name)] then
      return name
    end
  end
end


local function nominated_by(line)
  if line == "keep-alive" or line == "close" then
    return nil
  end

  for member in gmatch(line, "[^,]+") do
    local name = match(lower(member), "^%s*([^;]-)%s*;") or match(lower(member), "^%s*(.-)%s*$")
    if SYNC[folded(name)] or PROTECTED[name] or find(name, "x-forwarded-", 1, true) == 1 then
      return name
    end
  end
end


--- The first protected header that `Connection` names, in any line; every honest proxy would remove it.
function _M.nominated(connection)
  if type(connection) ~= "table" then
    return connection and nominated_by(connection)
  end

  for i = 1, #connection do
    local name = nominated_by(connection[i])
    if name then
      return name
    end
  end
end


local function fault_of(name, value, conf)
  if type(value) == "table" then
    return #value .. " lines (expected: at most one)"
  end

  if value == "" then
    return "empty (expected: a value, or no such header)"
  end

  return values.fault(name, value, conf)
end


local function missing_key(headers, method, conf)
  if headers["idempotency-key"] then
    return nil
  end

  if conf.require_key_when_queued and headers["x-queued-at"] then
    return "a request that was queued needs a key (expected: Idempotency-Key)"
  end

  for i = 1, #conf.require_key do
    if conf.require_key[i] == method then
      return method .. " needs a key (expected: Idempotency-Key)"
    end
  end
end


--- Why a request is refused: code, detail and the header it is about; nothing where it is as it should be.
-- @param headers names in lower case; a table where there are several lines
-- @param twin the underscore spelling of a sync header that is among them
-- @param truncated whether there were more headers than can be looked at
function _M.inspect(headers, twin, truncated, method, conf)
  if truncated then
    return "HEADER_INVALID", "more header lines than can be checked (expected: at most 1000)", "any"
  end

  if twin then
    local real = folded(twin)
    return "HEADER_INVALID", twin .. " (expected: " .. real
           .. "; servers that fold underscores would read it as that header)", SYNC[real]
  end

  local nominated = _M.nominated(headers["connection"])
  if nominated then
    return "HEADER_INVALID", "Connection names " .. nominated
           .. " (expected: no header that must reach the service)", "Connection"
  end

  for i = 1, #ORDER do
    local name = ORDER[i]
    local value = headers[name]
    local fault = value and fault_of(name, value, conf)
    if fault then
      return "HEADER_INVALID", SYNC[name] .. ": " .. fault, SYNC[name]
    end
  end

  local missing = missing_key(headers, method, conf)
  if missing then
    return "IDEMPOTENCY_KEY_REQUIRED", missing, "Idempotency-Key"
  end
end


--- What came, to be compared with what leaves.
function _M.sent(headers)
  return {
    ["authorization"] = headers["authorization"],
    ["idempotency-key"] = headers["idempotency-key"],
    ["x-correlation-id"] = headers["x-correlation-id"],
    ["x-queued-at"] = headers["x-queued-at"],
    ["x-sent-at"] = headers["x-sent-at"],
    twin = twin_in(headers),
  }
end


local function effect_on(name, was, is)
  if was == is then
    return nil
  end

  if type(was) == "table" and type(is) == "table" then
    local same = #was == #is
    for i = 1, #was do
      same = same and was[i] == is[i]
    end

    return not same and "changed" or nil
  end

  if was == nil then
    -- the correlation id alone may be made on the way, once
    return (name ~= "x-correlation-id" or not _M.is_id(is)) and "added" or nil
  end

  return is == nil and "removed" or (type(is) == "table" and "doubled" or "changed")
end


--- What happened to the sync headers on the way: header and effect of each; nothing where they are as they came.
-- @param connection the client's `Connection`, of which the names are removed after the last plugin
function _M.changes(sent, headers, connection)
  local changes
  for i = 1, #ORDER do
    local name = ORDER[i]
    local effect = effect_on(name, sent[name], headers[name])
    if effect then
      changes = changes or {}
      changes[#changes + 1] = { header = SYNC[name], effect = effect }
    end
  end

  local twin = twin_in(headers)
  twin = twin ~= sent.twin and twin
  local nominated = _M.nominated(connection)
  if twin or nominated then
    changes = changes or {}
    changes[#changes + 1] = twin and { header = SYNC[folded(twin)], effect = "twinned" }
                            or { header = SYNC[folded(nominated)] or nominated, effect = "nominated" }
  end

  return changes
end


--- A new id: a UUID of version 7.
-- @param now seconds since 1970
-- @param random a function as math.random
function _M.new_id(now, random)
  local ms = floor(now * 1000)
  return format("%08x-%04x-7%03x-%04x-%06x%06x", floor(ms / 65536), ms % 65536, random(0, 0xfff),
                0x8000 + random(0, 0x3fff), random(0, 0xffffff), random(0, 0xffffff))
end


return _M
