-- Records that nobody knows the outcome. ARGV: 1, 2 retentions, 3 owner, 4 fence
if not is_owned(ARGV[3], ARGV[4]) then
  return 0
end
write(unknown(stored))
tell()
return 1
