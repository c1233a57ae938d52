-- What is known of the key. Changes nothing: a lease that has ended is told as that, and not written down.
-- Answers {kind, first attempt or -1, remaining lease, answer}: C with all four · T · R remaining lease · U · N never
-- used, or free again
if not record or record.s == 'F' then
  return { 'N' }
end
local first = record.a or -1
if record.s == 'R' then
  return { 'R', first, record.l - time }
end
local answer = record.s == 'C' and redis.call('GET', KEYS[2])
if answer then
  return { 'C', first, 0, answer }
end
return { record.s == 'U' and 'U' or 'T', first }
