--- Counts what the guards found and says so in the log, without a value of any header.
local ngx = ngx
local kong = kong


--- One more of that kind.
-- @param event `refused`, `would-refuse`, `changed`
-- @param what the code, or the effect
-- @param header which header it is about
-- @param dict name of the shared dictionary that counts; it counts nothing where kong.conf declares none
return function(event, what, header, dict)
  local counts = ngx.shared[dict]
  local total = counts and counts:incr(event .. ":" .. what .. ":" .. header, 1, 0)
  kong.log.warn("header_guard event=", event, " what=", what, " header=", header, " total=", total or "-")
end
