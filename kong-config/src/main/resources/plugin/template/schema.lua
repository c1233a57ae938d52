local typedefs = require "kong.db.schema.typedefs"


return {
  name = "@NAME@",
  fields = {
    { protocols = typedefs.protocols_http },
    { config = {
        type = "record",
        fields = {
          { value = {
              description = "What the service is told in `X-Example`.",
              type = "string",
              required = true,
              default = "hello",
          } },
        },
    } },
  },
}
