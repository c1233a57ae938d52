-- Writes what a session says, where it is still there.
-- ARGV: content
if not redis.call('HMGET', KEYS[1], 'content')[1] then
  return 0
end
redis.call('HSET', KEYS[1], 'content', ARGV[1])
return 1
