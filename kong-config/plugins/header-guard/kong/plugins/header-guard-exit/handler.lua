--- Compares the sync headers that leave Kong with those that came, before anything is sent.
local core = require "kong.plugins.header-guard.core"
local problems = require "kong.plugins.header-guard.problems"
local tally = require "kong.plugins.header-guard.tally"


local kong = kong
local ngx = ngx
local random = math.random
local concat = table.concat


local MOST_HEADERS = 1000
local ID = "X-Correlation-Id"


local HeaderGuardExit = {
  -- after post-function (-1000), which is the last of Kong's own
  PRIORITY = -100000,
  VERSION = "1.0.0",
}


-- what Kong will read `Connection` from after the last plugin: its copy of the headers as they came, where it keeps one
local function connection_of(record)
  local kept = ngx.ctx.cached_request_headers
  return record.connection or kept and kept["connection"]
end


local function changes_of(record, headers, truncated)
  if not record or not record.sent then
    return { { header = "any", effect = "unwatched" } }
  end

  if truncated then
    return { { header = "any", effect = "uncounted" } }
  end

  return core.changes(record.sent, headers, connection_of(record))
end


local function refuse(changes, id)
  local words = {}
  for i = 1, #changes do
    words[i] = changes[i].header .. " " .. changes[i].effect
  end

  local detail = "on the way through Kong: " .. concat(words, ", ") .. " (expected: the sync headers as they came)"
  return kong.response.exit(500, problems.render("INTERNAL", 500, detail, id), {
    ["Content-Type"] = problems.MEDIA_TYPE,
    ["Cache-Control"] = "no-store",
    [ID] = id,
  })
end


local function id_of(record, headers)
  local sent = record and record.sent and record.sent["x-correlation-id"]
  local id = core.is_id(sent) and sent or headers["x-correlation-id"]
  return core.is_id(id) and id or core.new_id(ngx.now(), random)
end


function HeaderGuardExit:access(conf)
  local headers, err = kong.request.get_headers(MOST_HEADERS)
  local record = kong.ctx.shared.header_guard
  local changes = changes_of(record, headers, err ~= nil)
  if not changes then
    return
  end

  for i = 1, #changes do
    tally("changed", changes[i].effect, changes[i].header, conf.counter)
  end

  if conf.mode == "enforce" then
    local id = id_of(record, headers)
    kong.service.request.set_header(ID, id)
    return refuse(changes, id)
  end
end


--- The last word on the id of an answer that Kong made by itself: the one that its body names.
function HeaderGuardExit:header_filter(conf)
  local record = kong.ctx.shared.header_guard
  if record and record.id and kong.response.get_source() ~= "service" then
    kong.response.set_header(ID, record.id)
  end
end


return HeaderGuardExit
