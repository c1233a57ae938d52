-- Gives the key back; the verdict stays. What was known before is known still, and where an earlier attempt may have
-- had an effect, that is still unknown.
-- ARGV: 1, 2 retentions, 3 owner, 4 fence, or - where the answer to the claim was lost and its fence with it,
--       5 (where -) until when that claim may still be run. Answers 2 where it is not yet past that.
local fence = ARGV[4]
if fence == '-' then
  if time <= tonumber(ARGV[5]) then
    return 2
  end
  -- no two attempts have the same owner: it is proof enough
  fence = stored and stored.f
end
if not is_owned(ARGV[3], fence) then
  return 0
end
if stored.d == '1' then
  write(unknown(stored))
elseif stored.x then
  write({ s = 'T', p = stored.z, f = stored.f, b = stored.x, u = stored.y })
else
  write({ s = 'F', p = stored.p, q = stored.q, f = stored.f, u = time + tonumber(ARGV[1]) })
end
tell()
return 1
