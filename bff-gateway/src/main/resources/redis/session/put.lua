-- Keeps a session until it is idle for too long or its life is over.
-- ARGV: content, tokens, generation, end of its life, now, idle time
local left = math.min(tonumber(ARGV[6]), tonumber(ARGV[4]) - tonumber(ARGV[5]))
if left <= 0 then
  redis.call('DEL', KEYS[1])
  return 0
end
redis.call('HSET', KEYS[1], 'content', ARGV[1], 'tokens', ARGV[2], 'generation', ARGV[3], 'ends', ARGV[4])
redis.call('PEXPIRE', KEYS[1], string.format('%d', left))
return 1
