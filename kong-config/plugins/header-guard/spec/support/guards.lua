local CONF = {
  mode = "enforce", require_key = {}, require_key_when_queued = false, max_authorization_length = 8000,
  problems = true, retry_after = 5, counter = "header_guard",
}


local guards = {
  CONF = CONF,
  UUID_V7 = "^%x+%-%x+%-7%x+%-%x+%-%x+$",
}


-- The settings that most specs use, but for some.
function guards.with(changes)
  return setmetatable(changes, { __index = CONF })
end


-- The plugin in a Kong that a spec plays.
function guards.guard_of(fake)
  return fake:load("kong.plugins.header-guard.handler", "kong.plugins.header-guard.tally")
end


function guards.exit_of(fake)
  return fake:load("kong.plugins.header-guard-exit.handler", "kong.plugins.header-guard.tally")
end


return guards
