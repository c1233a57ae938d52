local typedefs = require "kong.db.schema.typedefs"


return {
  name = "header-guard",
  fields = {
    -- it runs before anybody is authenticated
    { consumer = typedefs.no_consumer },
    { protocols = typedefs.protocols_http },
    { config = {
        type = "record",
        fields = {
          { mode = {
              description = "Whether a request with doubtful sync headers is refused, or only counted and logged.",
              type = "string",
              required = true,
              default = "enforce",
              one_of = { "enforce", "report" },
          } },
          { require_key = {
              description = "Methods that need an `Idempotency-Key` header. "
                            .. "Leave it empty where keys may stand in bodies, which Kong does not read.",
              type = "set",
              required = true,
              default = {},
              elements = { type = "string", one_of = { "POST", "PUT", "PATCH", "DELETE" } },
          } },
          { require_key_when_queued = {
              description = "Whether a request with `X-Queued-At` needs an `Idempotency-Key` header, "
                            .. "whatever its method.",
              type = "boolean",
              required = true,
              default = false,
          } },
          { max_authorization_length = {
              description = "The longest `Authorization` that passes, in characters.",
              type = "integer",
              required = true,
              default = 8000,
              between = { 1, 65536 },
          } },
          { problems = {
              description = "Whether answers that Kong makes by itself get the form of problems (RFC 9457).",
              type = "boolean",
              required = true,
              default = true,
          } },
          { retry_after = {
              description = "Seconds for `Retry-After` on 429 and 503 that come without one.",
              type = "integer",
              required = true,
              default = 5,
              between = { 1, 3600 },
          } },
          { counter = {
              description = "Name of the shared dictionary that counts refusals, "
                            .. "as in `nginx_http_lua_shared_dict = header_guard 1m`.",
              type = "string",
              required = true,
              default = "header_guard",
          } },
        },
    } },
  },
}
