-- KEYS[1] the revocations; ARGV[1] the score from which on, ARGV[2] how many lines at most. Lines and scores.
return redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[2])
