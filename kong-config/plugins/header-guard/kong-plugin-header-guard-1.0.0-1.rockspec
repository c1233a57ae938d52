package = "kong-plugin-header-guard"
version = "1.0.0-1"
rockspec_format = "3.0"

supported_platforms = { "linux", "macosx" }

source = {
  url = "git+file://.",
  tag = "1.0.0",
}

description = {
  summary = "Keeps the sync headers of Portage untouched on their way through Kong",
  detailed = [[
    header-guard refuses requests whose sync headers could be lost or mistaken, and gives Kong's own answers the form
    that clients know. header-guard-exit compares what leaves Kong with what came.
  ]],
  license = "Apache-2.0",
}

dependencies = {
  "lua >= 5.1",
}

build = {
  type = "builtin",
  modules = {
    ["kong.plugins.header-guard.core"] = "kong/plugins/header-guard/core.lua",
    ["kong.plugins.header-guard.handler"] = "kong/plugins/header-guard/handler.lua",
    ["kong.plugins.header-guard.instant"] = "kong/plugins/header-guard/instant.lua",
    ["kong.plugins.header-guard.problems"] = "kong/plugins/header-guard/problems.lua",
    ["kong.plugins.header-guard.schema"] = "kong/plugins/header-guard/schema.lua",
    ["kong.plugins.header-guard.tally"] = "kong/plugins/header-guard/tally.lua",
    ["kong.plugins.header-guard.values"] = "kong/plugins/header-guard/values.lua",
    ["kong.plugins.header-guard-exit.handler"] = "kong/plugins/header-guard-exit/handler.lua",
    ["kong.plugins.header-guard-exit.schema"] = "kong/plugins/header-guard-exit/schema.lua",
  },
}
