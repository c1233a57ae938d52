-- Puts tokens in the place of those of a generation, where they are still there.
-- ARGV: that generation, the next one, tokens
local found = redis.call('HMGET', KEYS[1], 'generation', 'tokens')
if found[1] == ARGV[2] and found[2] == ARGV[3] then
  return 1 -- this very call has come before
end
if found[1] ~= ARGV[1] then
  return 0
end
redis.call('HSET', KEYS[1], 'generation', ARGV[2], 'tokens', ARGV[3])
return 1
