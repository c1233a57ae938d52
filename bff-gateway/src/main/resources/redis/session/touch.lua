-- Gives a session, and begins its idle time anew.
-- ARGV: now, idle time
local found = redis.call('HMGET', KEYS[1], 'content', 'tokens', 'generation', 'ends')
if not found[1] then
  return {}
end
local left = math.min(tonumber(ARGV[2]), tonumber(found[4]) - tonumber(ARGV[1]))
if left <= 0 then
  redis.call('DEL', KEYS[1])
  return {}
end
redis.call('PEXPIRE', KEYS[1], string.format('%d', left))
return {found[1], found[2], found[3]}
