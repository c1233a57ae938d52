--- Runs one task over the files of a plugin. What runs sees no files, no processes and no other code than its own.
-- Globals that the caller sets: modules (name to text), task, arguments (a list), limit (instructions; 0 for none).
local modules, task, arguments, limit = modules, task, arguments, limit
local loadstring, setfenv, sethook, jit = loadstring, setfenv, debug.sethook, jit
local LONGEST_TEXT = 1048576
local WORDS = {
  "assert", "error", "ipairs", "next", "pairs", "pcall", "xpcall", "select", "setmetatable", "getmetatable", "rawget",
  "rawset", "rawequal", "tonumber", "tostring", "type", "unpack", "bit",
}
local env = { _VERSION = _VERSION }
env._G = env


local function copy_of(library)
  local copy = {}
  for name, value in pairs(library) do
    copy[name] = value
  end

  return copy
end


local function bounded(rep)
  return function(text, count, separator)
    if (#text + #(separator or "")) * count > LONGEST_TEXT then
      error("string.rep: more than " .. LONGEST_TEXT .. " characters", 2)
    end

    return rep(text, count, separator)
  end
end


for _, word in ipairs(WORDS) do
  env[word] = _G[word]
end

env.string, env.table, env.math, env.coroutine = copy_of(string), copy_of(table), copy_of(math), copy_of(coroutine)
-- methods of texts are found here as well
string.rep = bounded(string.rep)
env.string.rep, env.string.dump, string.dump = string.rep, nil, nil
env.os = { time = os.time, clock = os.clock, date = os.date }


-- Kong, as far as a file can see it while it is loaded: any part of it is there, and none does anything
local anything = {}
local function same() return anything end
setmetatable(anything, {
  __index = same, __call = same, __concat = function() return "" end, __add = function() return 0 end,
  __sub = function() return 0 end, __mul = function() return 0 end, __div = function() return 0 end,
  __unm = function() return 0 end, __lt = function() return false end, __le = function() return false end,
})


local BUILT_IN = {
  ["bit"] = bit,
  ["table.new"] = function() return {} end,
  ["table.clear"] = function(t) for key in pairs(t) do t[key] = nil end end,
}
local loaded, preload, unknown = {}, {}, nil
env.package = { loaded = loaded, preload = preload, path = "" }


local function load_text(text, name)
  return setfenv(assert(loadstring(text, "@" .. name)), env)
end


function env.require(name)
  if loaded[name] ~= nil then
    return loaded[name]
  end

  local file = modules[name]
  local value = BUILT_IN[name]
  if preload[name] then
    value = preload[name](name)
  elseif file then
    value = load_text(file, name)(name)
  elseif name == "kong.db.schema.typedefs" then
    value = env.require("spec.support.typedefs")
  elseif value == nil then
    value = unknown or error("module '" .. tostring(name) .. "' not found", 2)
  end

  loaded[name] = value == nil and true or value
  return loaded[name]
end


local lines = {}
local function say(...)
  local words = { ... }
  for i = 1, #words do
    words[i] = tostring(words[i]):gsub("[%z\1\2]", "?")
  end

  lines[#lines + 1] = table.concat(words, "\1")
end


local function try(what, code, ...)
  local ok, value = pcall(code, ...)
  if not ok then
    say(what, value)
    return nil
  end

  return value
end


local TASKS = {}


-- what a plugin says of itself: its schema, its handler
function TASKS.inspect(name)
  unknown, env.kong, env.ngx = anything, anything, anything
  local schema = try("schema-loads", env.require, "kong.plugins." .. name .. ".schema")
  if schema ~= nil then
    local wrong = try("schema-loads", env.require("spec.support.schema").lint, schema, name)
    for _, fault in ipairs(wrong or {}) do
      say("schema", fault)
    end
  end

  local handler = try("handler-loads", env.require, "kong.plugins." .. name .. ".handler")
  if type(handler) ~= "table" or handler == anything then
    say("handler-loads", "gives a " .. type(handler) .. " (expected: a table)")
    return
  end

  say("version", rawget(handler, "VERSION"))
  say("priority", type(rawget(handler, "PRIORITY")), rawget(handler, "PRIORITY"))
  for key, value in pairs(handler) do
    if type(value) == "function" then
      say("phase", key)
    end
  end
end


function TASKS.rockspec(text)
  local rock = {}
  local ok, fault = pcall(function() setfenv(assert(loadstring(text, "@rockspec")), rock)() end)
  if not ok then
    say("fault", fault)
    return
  end

  say("package", rock.package)
  say("version", rock.version)
  for module, file in pairs(type(rock.build) == "table" and rock.build.modules or {}) do
    say("module", module, file)
  end
end


-- runs a spec and gives its results
function TASKS.spec(name)
  local run = env.require("spec.support.runner")
  for _, result in ipairs(run(env, load_text(modules[name], name))) do
    say(result.name, result.error or "")
  end
end


-- runs a function that a file gives, and gives what it gives
function TASKS.call(name)
  say(load_text(modules[name], name)()())
end


if limit > 0 then
  jit.off()
  sethook(function() error("runs for more than " .. limit .. " instructions", 0) end, "", limit)
end

TASKS[task](unpack(arguments))
sethook()
result = table.concat(lines, "\2")
