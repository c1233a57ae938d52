-- Takes tokens out of a bucket that fills up with time, or puts some back. Answers how many were taken.
-- KEYS[1] the bucket: t tokens, i instant; ARGV 1 tokens of a full bucket, 2 tokens a second, 3 wanted, below 0 to put back
local most, refill, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = now()
local kept = redis.call('HMGET', KEYS[1], 't', 'i')
local there = kept[1] and math.min(most, kept[1] + math.max(0, time - kept[2]) * refill / 1000) or most
local taken = math.min(wanted, math.floor(there))
local left = math.min(most, there - taken)
-- a bucket that had the time to fill up is as good as a new one
local full = math.ceil((most - left) * 1000 / refill)
if full < 1 then
  redis.call('DEL', KEYS[1])
else
  redis.call('HSET', KEYS[1], 't', string.format('%.3f', left), 'i', string.format('%.0f', time))
  redis.call('PEXPIRE', KEYS[1], full)
end
return taken
