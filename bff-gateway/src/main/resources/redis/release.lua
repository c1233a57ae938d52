-- Gives the key back; the verdict stays. What was known before is known still, and where an earlier attempt may have
-- had an effect, that is still unknown.
-- ARGV: 1, 2 retentions, 3 owner, 4 fence, or - where the answer to the claim was lost and its fence with it,
--       5 (where -) until when that claim may still be run. Answers 2 where it is not yet past that.
local fence = shown(ARGV[4], ARGV[5])
if not fence then
  return 2
end
if not is_owned(ARGV[3], fence) then
  return repeated(ARGV[3], fence, 'F')
end
if stored.d == '1' then
  return finish(unknown(stored), 'F')
end
if stored.x then
  return finish({ s = 'T', p = stored.z, f = stored.f, a = stored.v, b = stored.x, u = stored.y }, 'F')
end
return finish({ s = 'F', p = stored.p, q = stored.q, f = stored.f, u = time + tonumber(ARGV[1]) }, 'F')
