-- Whether the mutation is known to have taken effect.
if record and (record.s == 'C' or record.s == 'T') then
  return 1
end
return 0
