--- A stand-in for Kong that is as strict as Kong: it knows the phase, refuses what is not allowed there, and remembers.
local ipairs, pairs, setmetatable, tostring, type = ipairs, pairs, setmetatable, tostring, type


local REQUEST = "rewrite access response header_filter body_filter log"
local RESPONSE = "response header_filter body_filter log"
local PHASES = {
  ["request.get_headers"] = REQUEST,
  ["request.get_header"] = REQUEST,
  ["request.get_method"] = REQUEST,
  ["service.request.set_header"] = "rewrite access balancer",
  ["service.request.add_header"] = "rewrite access balancer",
  ["service.request.clear_header"] = "rewrite access balancer",
  ["response.exit"] = "rewrite access",
  ["response.get_source"] = RESPONSE,
  ["response.get_status"] = RESPONSE,
  ["response.get_header"] = RESPONSE,
  ["response.set_header"] = "rewrite access response header_filter",
  ["response.clear_header"] = "rewrite access response header_filter",
  ["response.get_raw_body"] = "body_filter",
  ["response.set_raw_body"] = "body_filter",
}


local Fake = {}
Fake.__index = Fake


local function lines_of(headers, name)
  local values = {}
  for _, line in ipairs(headers) do
    if line[1]:lower() == name:lower() then
      values[#values + 1] = line[2]
    end
  end

  return values
end


local function without(headers, name)
  local rest = {}
  for _, line in ipairs(headers) do
    if line[1]:lower() ~= name:lower() then
      rest[#rest + 1] = line
    end
  end

  return rest
end


-- as ngx.req.get_headers gives them: names in lower case, several lines as a table
local function table_of(headers, most)
  local found = {}
  for i, line in ipairs(headers) do
    if i > most then
      return found, "truncated"
    end

    local name, value = line[1]:lower(), line[2]
    local before = found[name]
    if type(before) == "table" then
      before[#before + 1] = value
    else
      found[name] = before and { before, value } or value
    end
  end

  return found
end


function Fake:answers(status, headers, body, source)
  self.status, self.source, self.body = status, source or "exit", body
  self.answer_headers = {}
  for name, value in pairs(headers or {}) do
    self.answer_headers[name:lower()] = tostring(value)
  end
end


local function calls(fake)
  local function request(verb, change)
    return function(name, value)
      fake.calls[#fake.calls + 1] = verb .. " " .. name
      change(name, value)
    end
  end

  return {
    ["request.get_headers"] = function(most) return table_of(fake.headers, most or 100) end,
    ["request.get_header"] = function(name) return lines_of(fake.headers, name)[1] end,
    ["request.get_method"] = function() return fake.method end,
    ["service.request.set_header"] = request("set", function(name, value)
      fake.headers = without(fake.headers, name)
      fake.headers[#fake.headers + 1] = { name, tostring(value) }
    end),
    ["service.request.add_header"] = request("add", function(name, value)
      fake.headers[#fake.headers + 1] = { name, tostring(value) }
    end),
    ["service.request.clear_header"] = request("clear", function(name)
      fake.headers = without(fake.headers, name)
    end),
    ["response.exit"] = function(status, body, headers)
      fake:answers(status, headers, body)
      fake.exited = true
      error(fake.exit)
    end,
    ["response.get_source"] = function() return fake.source end,
    ["response.get_status"] = function() return fake.status end,
    ["response.get_header"] = function(name) return fake.answer_headers[name:lower()] end,
    ["response.set_header"] = function(name, value) fake.answer_headers[name:lower()] = tostring(value) end,
    ["response.clear_header"] = function(name) fake.answer_headers[name:lower()] = nil end,
    ["response.get_raw_body"] = function()
      fake.read = (fake.read or "") .. fake.chunk
      return fake.last and fake.read or nil
    end,
    ["response.set_raw_body"] = function(body) fake.sent_body = body end,
  }
end


-- only what Kong has, and only in the phases in which Kong has it
local function guarded(fake, prefix, functions)
  return setmetatable({}, {
    __index = function(_, name)
      local path = prefix .. name
      local phases = PHASES[path]
      if not phases then
        return guarded(fake, path .. ".", functions)
      end

      return function(...)
        if not (" " .. phases .. " "):find(" " .. fake.phase .. " ", 1, true) then
          error("kong." .. path .. " in the phase " .. fake.phase .. " (expected: " .. phases .. ")", 2)
        end

        return functions[path](...)
      end
    end,
    __newindex = function(_, name) error("writes into kong." .. prefix .. name, 2) end,
    __call = function() error("calls kong." .. prefix:sub(1, -2) .. ", which this stand-in does not know", 2) end,
  })
end


local function log_of(fake)
  local function say(...)
    local words = {}
    for i, word in ipairs({ ... }) do
      words[i] = tostring(word)
    end

    fake.logged[#fake.logged + 1] = table.concat(words)
  end

  return setmetatable({}, { __index = function() return say end, __call = function(_, ...) say(...) end })
end


local function shared_dict(fake, name)
  return {
    incr = function(_, key, by, init)
      local counts = fake.counts[name]
      counts[key] = (counts[key] or init) + by
      return counts[key]
    end,
  }
end


local _M = {}


--- A Kong before a request.
-- @param method of the request
-- @param headers its header lines: a list of `{ name, value }`
function _M.new(method, headers)
  local fake = setmetatable({
    method = method, headers = headers or {}, phase = "none", calls = {}, logged = {}, exit = {}, plugins = {},
    counts = { header_guard = {} }, answer_headers = {},
  }, Fake)
  local kong = guarded(fake, "", calls(fake))
  local shared = {}
  rawset(kong, "log", log_of(fake))
  rawset(kong, "ctx", setmetatable({ shared = shared }, {
    __index = function(_, name)
      return name == "plugin" and fake.plugins[fake.handler] or nil
    end,
  }))
  fake.kong = kong
  fake.ngx = {
    ctx = {},
    now = function() return 1763632800.25 end,
    shared = { header_guard = shared_dict(fake, "header_guard") },
  }
  return fake
end


--- Loads a handler as a worker of this Kong would.
function Fake:load(module, ...)
  for _, name in ipairs({ module, ... }) do
    package.loaded[name] = nil
  end

  _G.kong, _G.ngx = self.kong, self.ngx
  return require(module)
end


--- Runs a phase of a plugin; true where it ended the request.
function Fake:run(handler, phase, conf)
  self.phase, self.handler = phase, handler
  self.plugins[handler] = self.plugins[handler] or {}
  local ok, message = pcall(handler[phase], handler, conf)
  self.phase = "none"
  if not ok and message ~= self.exit then
    error(message, 0)
  end

  return not ok
end


--- Runs body_filter over these chunks and gives the body that leaves.
function Fake:filter(handler, conf, ...)
  local chunks = { ... }
  self.read, self.sent_body = nil, nil
  for i, chunk in ipairs(chunks) do
    self.chunk, self.last = chunk, i == #chunks
    self:run(handler, "body_filter", conf)
  end

  return self.sent_body or table.concat(chunks)
end


--- The values of the request header of that name, as they would leave.
function Fake:leaving(name)
  return lines_of(self.headers, name)
end


return _M
