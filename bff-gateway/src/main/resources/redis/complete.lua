-- Records a success, where the claim is still the owner's. ARGV: 1, 2 retentions, 3 owner, 4 fence, 5 sealed answer or ''
local state = ARGV[5] == '' and 'T' or 'C'
if not is_owned(ARGV[3], ARGV[4]) then
  return repeated(ARGV[3], ARGV[4], state)
end
-- the record first: where memory is full, Redis refuses an answer that is written before it
finish({
  s = state, p = stored.p, f = stored.f, a = stored.a, b = time + tonumber(ARGV[1]), u = time + tonumber(ARGV[2]),
}, state)
if state == 'C' then
  redis.call('SET', KEYS[2], ARGV[5], 'PX', ARGV[1])
end
return 1
