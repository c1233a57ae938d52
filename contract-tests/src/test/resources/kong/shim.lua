--- The part of Kong that header-guard touches, on plain nginx with Lua: PDK, plugin loop, core's work after plugins.
local PRIORITY_OF_ID = { ["3.9"] = 100001, ["3.8"] = 1 }
local CONF = {
  mode = "enforce", require_key = {}, require_key_when_queued = false, max_authorization_length = 8000,
  problems = true, retry_after = 5, counter = "header_guard",
}


local function plugin_ctx()
  local ctx = ngx.ctx
  ctx.plugins = ctx.plugins or {}
  ctx.plugins[ctx.plugin] = ctx.plugins[ctx.plugin] or {}
  return ctx.plugins[ctx.plugin]
end


local function shared_ctx()
  ngx.ctx.shared = ngx.ctx.shared or {}
  return ngx.ctx.shared
end


-- luacheck: globals kong
kong = {
  ctx = setmetatable({}, { __index = function(_, name) return name == "shared" and shared_ctx() or plugin_ctx() end }),
  log = { warn = function(...) ngx.log(ngx.WARN, ...) end },
  request = {
    get_headers = ngx.req.get_headers,
    get_header = function(name) return ngx.var["http_" .. name:lower():gsub("-", "_")] end,
  },
  service = { request = { set_header = ngx.req.set_header, clear_header = ngx.req.clear_header } },
  response = {
    get_status = function() return ngx.status end,
    get_header = function(name) return ngx.header[name] end,
    set_header = function(name, value) ngx.header[name] = value end,
    clear_header = function(name) ngx.header[name] = nil end,
  },
}


-- where nginx failed, it has gone on with GET; Kong then reads the request line
function kong.request.get_method()
  return ngx.ctx.unexpected and ngx.var.request:match("^%S+") or ngx.req.get_method()
end


function kong.response.get_source()
  local ctx = ngx.ctx
  return ctx.unexpected and "error" or ctx.exited and "exit" or ctx.proxied and "service" or "error"
end


function kong.response.exit(status, body, headers)
  ngx.ctx.exited = true
  ngx.status = status
  for name, value in pairs(headers or {}) do
    ngx.header[name] = value
  end

  ngx.header["Content-Length"] = #(body or "")
  if body then
    ngx.print(body)
  end

  return ngx.exit(status)
end


function kong.response.get_raw_body()
  local ctx = ngx.ctx
  ctx.read = (ctx.read or "") .. (ngx.arg[1] or "")
  if ngx.arg[2] then
    return ctx.read
  end

  ngx.arg[1] = nil
end


function kong.response.set_raw_body(body)
  ngx.arg[1], ngx.arg[2] = body, true
end


-- as Kong's own of that name
local correlation_id = { name = "correlation-id" }


function correlation_id:access()
  local id = kong.request.get_header("X-Correlation-Id")
  if not id or id == "" then
    id = "11111111-2222-4333-8444-" .. ("%012d"):format(math.random(0, 999999999))
    kong.service.request.set_header("X-Correlation-Id", id)
  end

  kong.ctx.plugin.id = id
end


function correlation_id:header_filter()
  local id = kong.ctx.plugin.id or kong.request.get_header("X-Correlation-Id")
  kong.response.set_header("X-Correlation-Id", id and id ~= "" and id or "11111111-2222-4333-8444-echoedonly00")
end


-- any other plugin: does to the request, or answers, as the path says
local other = { PRIORITY = 801, name = "other" }


function other:access()
  local verb, argument = ngx.var.uri:match("^/(%w+)/([%w-]+)$")
  if verb == "clear" then
    kong.service.request.clear_header(argument)
  elseif verb == "change" then
    kong.service.request.set_header(argument, "changed")
  elseif verb == "exit" then
    local headers = { ["Content-Type"] = "application/json", ["Retry-After"] = argument == "429" and "17" or nil }
    return kong.response.exit(tonumber(argument), '{"message":"x"}', headers)
  elseif verb == "upstream" then
    ngx.var.upstream = "127.0.0.1:" .. argument
  end
end


local guard = require "kong.plugins.header-guard.handler"
local guard_exit = require "kong.plugins.header-guard-exit.handler"
guard.name, guard_exit.name = "header-guard", "header-guard-exit"


local chains = {}


local function chain()
  local words = ngx.var.chain
  if not chains[words] then
    local version, mode = words:match("(%S+) (%S+)")
    local id = setmetatable({ PRIORITY = PRIORITY_OF_ID[version] }, { __index = correlation_id })
    local plugins = mode == "open" and { id, other } or { guard, id, other, guard_exit }
    table.sort(plugins, function(a, b) return a.PRIORITY > b.PRIORITY end)
    local conf = setmetatable({ mode = mode }, { __index = CONF })
    chains[words] = { plugins = plugins, conf = conf }
  end

  return chains[words]
end


local function run(phase)
  local ctx, running = ngx.ctx, chain()
  for _, plugin in ipairs(running.plugins) do
    if plugin[phase] then
      ctx.plugin = plugin.name
      plugin[phase](plugin, running.conf)
    end
  end
end


local _M = {}


-- nginx forgets what Lua keeps of a request when it goes to the error handler; Kong does not
local kept = {}


local function request_name()
  return ngx.var.connection .. "-" .. ngx.var.connection_requests
end


function _M.access()
  kept[request_name()] = ngx.ctx
  ngx.ctx.cached_request_headers = ngx.req.get_headers()
  if ngx.var.uri == "/none" then
    return kong.response.exit(404, '{"message":"no Route matched with those values"}',
                              { ["Content-Type"] = "application/json" })
  end

  run("access")
  local connection = ngx.ctx.cached_request_headers["connection"]
  connection = type(connection) == "table" and connection[1] or connection or ""
  for name in connection:gmatch("[^,%s]+") do
    ngx.req.clear_header(name)
  end

  ngx.ctx.proxied = true
end


function _M.header_filter()
  run("header_filter")
end


function _M.body_filter()
  run("body_filter")
end


function _M.log()
  kept[request_name()] = nil
end


function _M.error_handler()
  ngx.ctx = kept[request_name()] or {}
  ngx.ctx.unexpected = true
  return kong.response.exit(ngx.status == 494 and 400 or ngx.status, "An error", { ["Content-Type"] = "text/plain" })
end


return _M
