-- Gives the key back; the verdict stays. What was known before is known still, and where an earlier attempt may have
-- had an effect, that is still unknown.
-- ARGV: 1, 2 retentions, 3 owner, 4 fence
if not is_owned(ARGV[3], ARGV[4]) then
  return 0
end
if stored.x then
  write({ s = 'T', p = stored.z, f = stored.f, b = stored.x, u = stored.y })
elseif stored.d == '1' then
  write(unknown(stored))
else
  write({ s = 'F', p = stored.p, q = stored.q, f = stored.f, u = time + tonumber(ARGV[1]) })
end
tell()
return 1
