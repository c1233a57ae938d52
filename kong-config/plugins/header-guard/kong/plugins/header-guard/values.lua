--- What the value of a sync header must be. Pure: no ngx, no kong.
local is_instant = require "kong.plugins.header-guard.instant"


local byte, format, gsub, sub = string.byte, string.format, string.gsub, string.sub
local type = type


local SPACE, QUOTE, BACKSLASH, TILDE = 32, 34, 92, 126
local LONGEST_KEY = 255
local LONGEST_ID = 128
local LONGEST_SHOWN = 40
local KEY_EXPECTED = "(expected: 1 to 255 printable ASCII characters without spaces,"
                     .. " bare or as a complete structured-field string)"


local _M = {}


-- a loop over bytes, which LuaJIT compiles; it does not compile patterns, and tokens are long
local function first_outside(text, lowest)
  for i = 1, #text do
    local c = byte(text, i)
    if c < lowest or c > TILDE then
      return i
    end
  end
end


--- Whether a value may be repeated in headers, bodies and logs.
function _M.is_id(value)
  return type(value) == "string" and value ~= "" and #value <= LONGEST_ID and not first_outside(value, SPACE)
end


local function unquoted(value)
  local last, i, escaped = #value, 2, false
  while i <= last do
    local c = byte(value, i)
    if c == QUOTE then
      if i ~= last then
        return nil, "text after the closing quote"
      end

      local content = sub(value, 2, last - 1)
      return escaped and gsub(content, "\\(.)", "%1") or content
    end

    if c == BACKSLASH then
      i, escaped = i + 1, true
      c = byte(value, i)
      if c ~= QUOTE and c ~= BACKSLASH then
        return nil, "a backslash before neither quote nor backslash"
      end
    end

    i = i + 1
  end

  return nil, "an opening quote without a closing one"
end


local function key_fault(value)
  local text, fault = value, nil
  if byte(value) == QUOTE then
    text, fault = unquoted(value)
  end

  if text and (#text == 0 or #text > LONGEST_KEY) then
    fault = #text .. " characters"
  elseif text then
    local at = first_outside(text, SPACE + 1)
    fault = at and format("character U+%04X at %d", byte(text, at), at)
  end

  return fault and fault .. " " .. KEY_EXPECTED
end


local function id_fault(value)
  if not _M.is_id(value) then
    return #value .. " characters (expected: 1 to 128 characters, all of them printable ASCII)"
  end
end


local function instant_fault(value)
  if is_instant(value) then
    return nil
  end

  local shown = #value <= LONGEST_SHOWN and not first_outside(value, SPACE) and '"' .. value .. '"'
                or #value .. " characters"
  return shown .. " (expected: an RFC 3339 instant such as 2026-11-20T08:15:30Z)"
end


local function authorization_fault(value, conf)
  if #value > conf.max_authorization_length then
    return #value .. " characters (expected: at most " .. conf.max_authorization_length .. ")"
  end

  return first_outside(value, SPACE) and "a character that is not printable ASCII (expected: Bearer and a token)"
end


local FAULTS = {
  ["authorization"] = authorization_fault,
  ["idempotency-key"] = key_fault,
  ["x-correlation-id"] = id_fault,
  ["x-queued-at"] = instant_fault,
  ["x-sent-at"] = instant_fault,
}


--- Why the value of that header is refused; false or nil where it is as it should be.
-- @param name of a sync header, in lower case
function _M.fault(name, value, conf)
  return FAULTS[name](value, conf)
end


return _M
