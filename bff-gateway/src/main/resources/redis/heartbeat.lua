-- Holds the claim for longer. ARGV: 1, 2 retentions, 3 owner, 4 fence, 5 lease
if not is_owned(ARGV[3], ARGV[4]) then
  return 0
end
stored.l = time + tonumber(ARGV[5])
stored.u = time + tonumber(ARGV[2])
write(stored)
return 1
