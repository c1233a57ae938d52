--- Runs specs that are written for busted where there is no busted: describe, it, before_each and the usual asserts.
local error, ipairs, pairs, pcall, setmetatable = error, ipairs, pairs, pcall, setmetatable
local tostring, type, xpcall = tostring, type, xpcall


local function show(value)
  if type(value) ~= "table" then
    return type(value) == "string" and '"' .. value .. '"' or tostring(value)
  end

  local parts = {}
  for key, part in pairs(value) do
    parts[#parts + 1] = tostring(key) .. " = " .. show(part)
  end

  table.sort(parts)
  return "{ " .. table.concat(parts, ", ") .. " }"
end


local function same(left, right)
  if type(left) ~= "table" or type(right) ~= "table" then
    return left == right
  end

  for key, part in pairs(left) do
    if not same(part, right[key]) then
      return false
    end
  end

  for key in pairs(right) do
    if left[key] == nil then
      return false
    end
  end

  return true
end


local function check(holds, actual, expected)
  if not holds then
    error("was " .. show(actual) .. " (expected: " .. expected .. ")", 3)
  end
end


local asserts = {
  same = function(expected, actual) check(same(expected, actual), actual, show(expected)) end,
  equal = function(expected, actual) check(expected == actual, actual, show(expected)) end,
  is_true = function(actual) check(actual == true, actual, "true") end,
  is_false = function(actual) check(actual == false, actual, "false") end,
  is_nil = function(actual) check(actual == nil, actual, "nil") end,
  is_not_nil = function(actual) check(actual ~= nil, actual, "anything but nil") end,
  matches = function(pattern, actual) check(tostring(actual):find(pattern) ~= nil, actual, pattern) end,
  has_error = function(code, expected)
    local ok, message = pcall(code)
    check(not ok, "no error", "an error")
    check(expected == nil or same(expected, message), message, show(expected))
  end,
}
asserts.equals = asserts.equal
local assert_or_call = setmetatable(asserts, {
  __call = function(_, value, message, ...)
    if not value then
      error(message or "assertion failed!", 2)
    end

    return value, message, ...
  end,
})


local function run(names, befores, code)
  local result = { name = table.concat(names, " ") }
  local ok, message = xpcall(function()
    for _, before in ipairs(befores) do
      before()
    end

    code()
  end, tostring)
  result.error = not ok and message or nil
  return result
end


--- Runs one spec and gives a list of `{ name, error }`, one for each `it`.
-- @param env where the spec finds its globals; `describe` and the rest are put into it
-- @param spec the loaded file
return function(env, spec)
  local results, names, befores = {}, {}, {}

  function env.describe(name, body)
    local outer = #befores
    names[#names + 1] = name
    body()
    names[#names] = nil
    for i = #befores, outer + 1, -1 do
      befores[i] = nil
    end
  end

  function env.before_each(code)
    befores[#befores + 1] = code
  end

  function env.it(name, code)
    names[#names + 1] = name
    results[#results + 1] = run(names, befores, code)
    names[#names] = nil
  end

  env.context = env.describe
  env.assert = assert_or_call
  spec()
  return results
end
