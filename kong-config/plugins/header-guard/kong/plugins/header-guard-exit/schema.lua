local typedefs = require "kong.db.schema.typedefs"


return {
  name = "header-guard-exit",
  fields = {
    { consumer = typedefs.no_consumer },
    { protocols = typedefs.protocols_http },
    { config = {
        type = "record",
        fields = {
          { mode = {
              description = "Whether a request whose sync headers were changed on the way is answered with 500 "
                            .. "instead of being sent, or only counted and logged.",
              type = "string",
              required = true,
              default = "enforce",
              one_of = { "enforce", "report" },
          } },
          { counter = {
              description = "Name of the shared dictionary that counts changes, "
                            .. "as in `nginx_http_lua_shared_dict = header_guard 1m`.",
              type = "string",
              required = true,
              default = "header_guard",
          } },
        },
    } },
  },
}
