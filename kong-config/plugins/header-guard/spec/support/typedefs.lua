--- What plugins take from kong.db.schema.typedefs, as far as schemas can be judged without Kong.
local function foreign(reference)
  return { type = "foreign", reference = reference, eq = "null" }
end


local known = {
  no_consumer = foreign("consumers"),
  no_consumer_group = foreign("consumer_groups"),
  no_route = foreign("routes"),
  no_service = foreign("services"),
  protocols = { type = "set", elements = { type = "string" }, default = { "http", "https", "grpc", "grpcs" } },
  protocols_http = { type = "set", elements = { type = "string" }, default = { "http", "https", "grpc", "grpcs" } },
  header_name = { type = "string" },
  host = { type = "string" },
  port = { type = "integer", between = { 0, 65535 } },
  path = { type = "string" },
  url = { type = "string" },
  timeout = { type = "integer", between = { 0, 2147483646 } },
  uuid = { type = "string" },
}


-- every type of Kong's can also be called, with what is to be changed in it
local function callable(definition)
  return setmetatable(definition, {
    __call = function(_, changes)
      local copy = {}
      for key, value in pairs(definition) do
        copy[key] = value
      end

      for key, value in pairs(changes or {}) do
        copy[key] = value
      end

      return copy
    end,
  })
end


for _, definition in pairs(known) do
  callable(definition)
end


return setmetatable({}, {
  __index = function(_, name)
    return known[name] or callable({ type = "any", described_elsewhere = true })
  end,
})
