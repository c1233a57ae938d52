--- Checks plugin schemas and configurations as Kong does, as far as types, choices and ranges go.
local ipairs, next, pairs, tostring, type = ipairs, next, pairs, tostring, type


local TYPES = {
  string = "string", boolean = "boolean", number = "number", integer = "number", ["function"] = "function",
  array = "table", set = "table", map = "table", record = "table",
}
local OTHERS = { any = true, foreign = true, json = true }


local _M = {}


local function fits(value, definition)
  local expected = TYPES[definition.type]
  if expected and type(value) ~= expected then
    return false
  end

  return definition.type ~= "integer" or value % 1 == 0
end


local function listed(value, choices)
  for _, choice in ipairs(choices) do
    if choice == value then
      return true
    end
  end

  return false
end


local check


local function check_parts(value, definition)
  for key, part in pairs(value) do
    local wrong = definition.keys and check(key, definition.keys)
                  or definition.values and check(part, definition.values)
                  or definition.elements and check(part, definition.elements)
    if wrong then
      return wrong
    end
  end
end


check = function(value, definition)
  if not fits(value, definition) then
    return "expected a " .. definition.type
  end

  if definition.one_of and not listed(value, definition.one_of) then
    return tostring(value) .. " is not one of " .. table.concat(definition.one_of, ", ")
  end

  local between = definition.between
  if between and (value < between[1] or value > between[2]) then
    return tostring(value) .. " is not between " .. between[1] .. " and " .. between[2]
  end

  if definition.gt and value <= definition.gt then
    return tostring(value) .. " is not greater than " .. definition.gt
  end

  if definition.type == "record" then
    local _, errors = _M.fill(definition, value)
    return errors and (next(errors) .. ": " .. tostring(errors[next(errors)]))
  end

  return type(value) == "table" and check_parts(value, definition) or nil
end


-- a nested record without a default is made of its fields' defaults
local function default_of(definition)
  if definition.default ~= nil then
    return definition.default
  end

  return definition.type == "record" and definition.required and _M.fill(definition, {}) or nil
end


--- A configuration with its defaults, or nil and what is wrong with it by field.
-- @param record a definition with `fields`
function _M.fill(record, given)
  local config, errors, known = {}, {}, {}
  for _, field in ipairs(record.fields) do
    local name, definition = next(field)
    known[name] = true
    local value = given[name]
    if value == nil then
      value = default_of(definition)
    end

    config[name] = value
    if value == nil then
      errors[name] = definition.required and "required field missing" or nil
    else
      errors[name] = check(value, definition)
    end
  end

  for name in pairs(given) do
    errors[name] = errors[name] or (not known[name] and "unknown field" or nil)
  end

  if next(errors) then
    return nil, errors
  end

  return config
end


--- The definition of the field `config` of a plugin's schema.
function _M.config_of(schema)
  for _, field in ipairs(schema.fields) do
    if field.config then
      return field.config
    end
  end
end


local lint


local function lint_field(name, definition, described, wrong)
  if type(definition) ~= "table" or not (TYPES[definition.type] or OTHERS[definition.type]) then
    wrong[#wrong + 1] = name .. ": no type that Kong knows"
    return
  end

  if described and not definition.description and not definition.described_elsewhere then
    wrong[#wrong + 1] = name .. ": no description"
  end

  local fault = definition.default ~= nil and check(definition.default, definition)
  if fault then
    wrong[#wrong + 1] = name .. ": its default does not fit: " .. fault
  end

  if definition.type == "record" then
    lint(definition, name .. ".", wrong)
  elseif (definition.type == "array" or definition.type == "set") and not definition.elements then
    wrong[#wrong + 1] = name .. ": no elements"
  elseif definition.type == "map" and not (definition.keys and definition.values) then
    wrong[#wrong + 1] = name .. ": no keys or no values"
  end
end


lint = function(record, prefix, wrong)
  if type(record.fields) ~= "table" then
    wrong[#wrong + 1] = prefix .. "fields: missing"
    return
  end

  for _, field in ipairs(record.fields) do
    local name, definition = next(field)
    lint_field(prefix .. tostring(name), definition, true, wrong)
  end
end


--- What is wrong with a plugin's schema itself; an empty list where nothing is.
function _M.lint(schema, name)
  local wrong = {}
  if type(schema) ~= "table" then
    return { "the schema is a " .. type(schema) .. " (expected: a table)" }
  end

  if schema.name ~= name then
    wrong[1] = "name: " .. tostring(schema.name) .. " (expected: " .. name .. ")"
  end

  local config = type(schema.fields) == "table" and _M.config_of(schema)
  if not config then
    wrong[#wrong + 1] = "config: missing"
  elseif config.type ~= "record" then
    wrong[#wrong + 1] = "config: " .. tostring(config.type) .. " (expected: a record)"
  else
    lint(config, "config.", wrong)
  end

  return wrong
end


return _M
