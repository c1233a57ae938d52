-- KEYS[1] the revocations, a sorted set; ARGV[1] how long they are kept in milliseconds; then one line each.
-- Scores only rise, so that whoever has read up to one need only ask for what came later.
local instant = now()
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', instant - ARGV[1])
local last = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]
local score = math.max(instant, last and last + 1 or 0)
for i = 2, #ARGV do
  redis.call('ZADD', KEYS[1], score, ARGV[i])
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return score
