--- Refusals in the form of RFC 9457, with the words of docs/problems.md. Pure: no ngx, no kong.
local byte, format, gsub, lower = string.byte, string.format, string.gsub, string.lower


local PROBLEMS = {
  REQUEST_MALFORMED = { "fix-request", "The request is not HTTP as it should be" },
  HEADER_INVALID = { "fix-request", "A header is malformed, repeated, forged or too large" },
  IDEMPOTENCY_KEY_REQUIRED = { "fix-request", "The request needs an idempotency key" },
  TOKEN_MISSING = { "refresh-token", "The request carries no bearer token" },
  TOKEN_INVALID = { "refresh-token", "The bearer token is not one this gateway accepts" },
  ACCESS_DENIED = { "ask-user", "The caller lacks the role or scope that the operation needs" },
  OPERATION_UNKNOWN = { "fix-request", "No operation of the sync contract has this path" },
  METHOD_NOT_ALLOWED = { "fix-request", "The path has no operation with this method" },
  PAYLOAD_TOO_LARGE = { "fix-request", "The body is larger than the operation allows" },
  MEDIA_TYPE_UNSUPPORTED = { "fix-request", "The operation does not take this media type" },
  RATE_LIMITED = { "retry-same-key", "The caller sent more than its budget allows" },
  INTERNAL = { "look-up", "The gateway failed" },
  UPSTREAM_FAILED = { "look-up", "The service broke off before it had answered" },
  UPSTREAM_TIMEOUT = { "look-up", "The service did not answer in time" },
  UPSTREAM_UNAVAILABLE = { "retry-same-key", "The service cannot be reached; nothing was executed" },
}
local ANSWERS = {
  [401] = { "TOKEN_INVALID", "Kong does not accept the token (expected: one of a known issuer that has not expired)" },
  [403] = { "ACCESS_DENIED", "Kong does not let this caller pass (expected: a caller that the route is for)" },
  [404] = { "OPERATION_UNKNOWN", "no such path (expected: one of the sync contract)" },
  [405] = { "METHOD_NOT_ALLOWED", "no such method on this path (expected: one of the sync contract)" },
  [413] = { "PAYLOAD_TOO_LARGE", "a larger body (expected: at most what Kong lets pass)" },
  [415] = { "MEDIA_TYPE_UNSUPPORTED", "another media type (expected: one that the operation takes)" },
  [429] = { "RATE_LIMITED", "too many requests (expected: another attempt after Retry-After)" },
  [431] = { "HEADER_INVALID", "larger headers (expected: at most what Kong lets pass)" },
  [494] = { "HEADER_INVALID", "larger headers (expected: at most what Kong lets pass)" },
  [502] = { "UPSTREAM_FAILED", "the gateway: the connection ended (expected: a complete answer)" },
  [503] = { "UPSTREAM_UNAVAILABLE", "the gateway: no connection (expected: one within the connect time-out)" },
  [504] = { "UPSTREAM_TIMEOUT", "the gateway: no answer (expected: one within the read time-out)" },
}
local MALFORMED = { "REQUEST_MALFORMED", "refused by Kong before it was read" }
local FAILED = { "INTERNAL", "Kong failed (expected: an answer)" }
local SAFE = { GET = true, HEAD = true, OPTIONS = true }


local _M = { MEDIA_TYPE = "application/problem+json", PROBLEMS = PROBLEMS }


local function percent(c)
  return format("%%%02X", byte(c))
end


local function escape(c)
  return (c == '"' or c == "\\") and "\\" .. c or format("\\u%04x", byte(c))
end


local function quoted(text)
  return '"' .. gsub(text, '[%c"\\]', escape) .. '"'
end


--- What a client should do.
function _M.action(code)
  return PROBLEMS[code][1]
end


--- The problem as text.
-- @param id the correlation id, which the answer carries in its header, too
-- @param action what the client should do; by default the code's
function _M.render(code, status, detail, id, action)
  action = action or _M.action(code)
  return '{"type":"urn:portage:problem:' .. gsub(lower(code), "_", "-")
         .. '","title":' .. quoted(PROBLEMS[code][2])
         .. ',"status":' .. status
         .. ',"detail":' .. quoted(detail)
         .. ',"instance":"urn:portage:request:' .. gsub(id, "[^%w.*_-]", percent)
         .. '","code":"' .. code
         .. '","correlationId":' .. quoted(id)
         .. ',"retryable":' .. (action == "retry-same-key" and "true" or "false")
         .. ',"action":"' .. action .. '"}'
end


--- What an answer that Kong made by itself means: code, detail and action.
-- @param has_token whether the request carried `Authorization`
-- @param has_key whether it carried `Idempotency-Key`, by which the gateway recognises a repetition
function _M.of_status(status, method, has_token, has_key)
  if status == 401 and not has_token then
    return "TOKEN_MISSING", "no bearer token (expected: Authorization: Bearer <token>)", "refresh-token"
  end

  local answer = ANSWERS[status] or (status < 500 and MALFORMED or FAILED)
  local code = answer[1]
  local repeatable = SAFE[method] or has_key
  if repeatable and (code == "UPSTREAM_FAILED" or code == "UPSTREAM_TIMEOUT") then
    return code, answer[2], "retry-same-key"
  end

  return code, answer[2], _M.action(code)
end


return _M
