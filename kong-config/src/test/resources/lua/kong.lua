-- A request on its way through a function of pre-function, as Kong 3.9 runs it; only what matters to headers.
-- Called with the code, and the requests as a list; gives what became of each.
local base = {}
for name in ([[_VERSION assert error ipairs next pairs pcall select tonumber tostring type unpack xpcall]]):gmatch("%S+") do
  base[name] = _G[name]
end
local fields = [[coroutine.create coroutine.resume coroutine.running coroutine.status coroutine.wrap coroutine.yield
math.abs math.ceil math.floor math.fmod math.huge math.max math.min math.pi math.random os.clock os.date os.time
string.byte string.char string.find string.format string.gmatch string.gsub string.len string.lower string.match
string.rep string.reverse string.sub string.upper table.concat table.insert table.maxn table.remove table.sort]]
for module, name in fields:gmatch("(%w+)%.(%w+)") do
  base[module] = base[module] or {}
  base[module][name] = _G[module][name]
end

local request -- headers by plain name: {name, value}
local answered

local function plain(name)
  return (name:lower():gsub("_", "-"))
end

local function find(name)
  for _, header in ipairs(request.headers) do
    if header[1]:lower() == name:lower() then
      return header
    end
  end
end

local function twin(name)
  for _, header in ipairs(request.headers) do
    if plain(header[1]) == plain(name) then
      return header[2]
    end
  end
  return nil
end

local function clear(name)
  for i = #request.headers, 1, -1 do
    if request.headers[i][1]:lower() == name:lower() then
      table.remove(request.headers, i)
    end
  end
end

local function checked(name, value)
  if type(name) ~= "string" then error("invalid header name") end
  local kind = type(value)
  if kind ~= "string" and kind ~= "number" and kind ~= "boolean" and kind ~= "table" then
    error("invalid header value")
  end
  if kind == "table" then value = table.concat(value, ",") end
  return value == "" and " " or tostring(value)
end

local function set(name, value)
  value = checked(name, value)
  local header = find(name)
  if header then header[2] = value else table.insert(request.headers, {name, value}) end
end

local function add(name, value)
  value = checked(name, value)
  local header = find(name)
  if header then header[2] = header[2] .. "," .. value else table.insert(request.headers, {name, value}) end
end

local service = {
  set_header = set,
  add_header = add,
  clear_header = function(name)
    if type(name) ~= "string" then error("header must be a string") end
    clear(name)
  end,
  set_headers = function(headers)
    if type(headers) ~= "table" then error("headers must be a table") end
    for name, value in pairs(headers) do checked(name, value) end
    for name, value in pairs(headers) do set(name, value) end
  end,
}

local function all()
  local headers = {}
  for _, header in ipairs(request.headers) do headers[header[1]:lower()] = header[2] end
  return setmetatable(headers, {__index = function(_, name)
    return rawget(headers, (tostring(name):lower():gsub("_", "-")))
  end})
end

local kong = {
  request = {
    get_header = function(name)
      if type(name) ~= "string" then error("header name must be a string") end
      return twin(name)
    end,
    get_headers = all,
    get_method = function() return request.method end,
    get_path = function() return request.path end,
    get_query_arg = function() return request.query end,
  },
  service = {request = service},
  response = {exit = function(status)
    if type(status) ~= "number" or status < 100 or status > 599 then error("code must be a number") end
    answered = true
    coroutine.yield()
  end},
  log = setmetatable({}, {__call = function() end, __index = function() return function() end end}),
  ctx = {shared = {}, plugin = {}},
}
local ngx = {
  req = {get_headers = all, clear_header = clear, set_header = function(name, value)
    if value == nil then clear(name) else set(name, value) end
  end},
  var = setmetatable({}, {__index = function(_, name)
    if name == "request_id" then return "0123456789abcdef" end
    return name:match("^http_") and twin(name:sub(6)) or nil
  end}),
  now = function() return 1700000000.5 end,
  exit = function() answered = true coroutine.yield() end,
}

local function compile(code)
  local env = {kong = kong, ngx = ngx}
  for name, value in pairs(base) do
    env[name] = type(value) == "table" and setmetatable({}, {__index = value}) or value
  end
  env._G = env
  env.require = function(name) error("require '" .. tostring(name) .. "' not allowed within sandbox") end
  local chunk = assert(load(code, "code", "t", env))
  local func = function()
    local results = {pcall(chunk)}
    if not results[1] then error(results[2], 0) end
    return unpack(results, 2)
  end
  local compiled
  local begun = false
  compiled = function()
    if begun then
      compiled = func
      return func()
    end
    begun = true
    local result = func()
    if type(result) == "function" then
      func = result
      compiled = func
      func()
    end
    compiled = func
  end
  return function() compiled() end
end

-- Gives for each request: "on", "ended", "failed" or "endless", and its headers.
return function(code, requests)
  jit.off()
  local run = compile(code)
  local fates = {}
  for i, one in ipairs(requests) do
    request, answered = one, false
    kong.ctx.shared, kong.ctx.plugin = {}, {}
    local thread = coroutine.create(run)
    local endless = false
    debug.sethook(thread, function() endless = true error("endless") end, "", 200000)
    local ok, fault = coroutine.resume(thread)
    fates[i] = {
      fate = endless and "endless" or not ok and "failed" or answered and "ended" or "on",
      headers = request.headers,
      fault = not ok and tostring(fault) or "",
    }
  end
  return fates
end
