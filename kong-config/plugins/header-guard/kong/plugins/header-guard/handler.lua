--- Refuses requests whose sync headers could be lost or mistaken, and gives Kong's own answers the form of problems.
local core = require "kong.plugins.header-guard.core"
local problems = require "kong.plugins.header-guard.problems"
local tally = require "kong.plugins.header-guard.tally"


local kong = kong
local ngx_now = ngx.now
local pairs, random, type = pairs, math.random, type


-- the most that Kong can be asked for
local MOST_HEADERS = 1000
local ID = "X-Correlation-Id"


local HeaderGuard = {
  -- before zipkin (100000) and correlation-id (100001): nothing but pre-function sees a request earlier
  PRIORITY = 200000,
  VERSION = "1.0.0",
}


-- Kong's own plugin echoes the id that it finds in the request, so a refused one carries the refusal's
local function name_request(headers, id)
  for name in pairs(headers) do
    if name:lower():gsub("_", "-") == "x-correlation-id" then
      kong.service.request.clear_header(name)
    end
  end

  kong.service.request.set_header(ID, id)
end


local function refuse(headers, sent, code, detail)
  local id = sent["x-correlation-id"]
  if not core.is_id(id) or sent.twin then
    id = core.is_id(id) and id or core.new_id(ngx_now(), random)
    name_request(headers, id)
  end

  return kong.response.exit(400, problems.render(code, 400, detail, id), {
    ["Content-Type"] = problems.MEDIA_TYPE,
    ["Cache-Control"] = "no-store",
    [ID] = id,
  })
end


function HeaderGuard:access(conf)
  local headers, err = kong.request.get_headers(MOST_HEADERS)
  local sent = core.sent(headers)
  local method = kong.request.get_method()
  kong.ctx.shared.header_guard = { sent = sent, connection = headers["connection"], method = method }

  local code, detail, header = core.inspect(headers, sent.twin, err ~= nil, method, conf)
  if not code then
    return
  end

  local enforced = conf.mode == "enforce"
  tally(enforced and "refused" or "would-refuse", code, header, conf.counter)
  if enforced then
    return refuse(headers, sent, code, detail)
  end
end


-- the client's where it may be repeated, else what correlation-id gave the request, else a new one
local function id_of(sent, headers)
  if sent and core.is_id(sent["x-correlation-id"]) then
    return sent["x-correlation-id"]
  end

  local id = headers["x-correlation-id"]
  return core.is_id(id) and id or core.new_id(ngx_now(), random)
end


local function is_text(value, prefix)
  return type(value) == "string" and value:sub(1, #prefix) == prefix
end


-- an answer to HEAD, one without a body, and one that is a problem already stay as they are
local function is_ours_to_word(status, method, headers)
  return status >= 400 and method ~= "HEAD"
         and not is_text(kong.response.get_header("Content-Type"), problems.MEDIA_TYPE)
         and not is_text(headers["content-type"], "application/grpc")
end


local function default_header(name, value)
  if not kong.response.get_header(name) then
    kong.response.set_header(name, value)
  end
end


local function word(answer, status, conf)
  answer.body = problems.render(answer.code, status, answer.detail, answer.id, answer.action)
  kong.response.set_header("Content-Type", problems.MEDIA_TYPE)
  kong.response.set_header("Content-Length", #answer.body)
  kong.response.set_header("Cache-Control", "no-store")
  kong.response.clear_header("Content-Encoding")
  if status == 401 then
    default_header("WWW-Authenticate", 'Bearer realm="portage"')
  elseif status == 429 or status == 503 then
    default_header("Retry-After", conf.retry_after)
  end
end


function HeaderGuard:header_filter(conf)
  if kong.response.get_source() == "service" then
    return
  end

  local headers = kong.request.get_headers(MOST_HEADERS)
  local record = kong.ctx.shared.header_guard or {}
  local sent = record.sent or core.sent(headers)
  local status = kong.response.get_status()
  record.id = id_of(sent, headers)
  kong.ctx.shared.header_guard = record
  kong.response.set_header(ID, record.id)
  -- nginx goes on with GET where it fails itself
  local method = record.method or kong.request.get_method()
  if not conf.problems or not is_ours_to_word(status, method, headers) then
    return
  end

  local code, detail, action = problems.of_status(status, method, sent["authorization"], sent["idempotency-key"])
  local answer = { code = code, status = status, detail = detail, action = action, id = record.id }
  word(answer, status, conf)
  kong.ctx.plugin.answer = answer
end


-- a later plugin may have echoed an id of its own: the body says the same, where that leaves its length as announced
local function settled(answer)
  local id = kong.response.get_header(ID)
  if id == answer.id or not core.is_id(id) then
    return answer.body
  end

  local body = problems.render(answer.code, answer.status, answer.detail, id, answer.action)
  return #body == #answer.body and body or answer.body
end


function HeaderGuard:body_filter(conf)
  local answer = kong.ctx.plugin.answer
  if answer and kong.response.get_raw_body() then
    kong.response.set_raw_body(settled(answer))
  end
end


return HeaderGuard
