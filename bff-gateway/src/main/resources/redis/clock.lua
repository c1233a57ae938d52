-- Milliseconds of Redis's own clock: the one clock that all gateways share.
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
