-- Claims the key, or says what is known of it.
-- ARGV: 1 retention of answers, 2 of tombstones, 3 fingerprint, 4 verdict (A allowed, Q allowed from a queue, N refused),
--       5 owner, 6 lease, 7 redrive window (-1 never, -2 always), 8 1 where aged answers begin anew,
--       9 when the caller has given up, 10 spelling of the key in the header, or ''
-- Answers {kind, number, answer}: A fence, time, 1 where redriven · L time · P answer · T · B remaining lease · M · U · N
local fingerprint, verdict, owner = ARGV[3], ARGV[4], ARGV[5]
local lease, window, spelling = tonumber(ARGV[6]), tonumber(ARGV[7]), ARGV[10]

local function run(queued, fence, first_attempt, redriven, before)
  -- A claim that was held up until nobody waits for it would keep the caller's next attempt waiting for its lease.
  if time > tonumber(ARGV[9]) then
    return { 'L', time }
  end
  write({
    s = 'R', p = fingerprint, q = queued, o = owner, f = fence + 1, a = first_attempt, d = redriven,
    l = time + lease, c = spelling ~= '' and spelling or nil, u = time + tonumber(ARGV[2]),
    x = before and before.b, y = before and before.u, z = before and before.p, v = before and before.a,
  })
  -- a running record outlives its lease: what becomes of it then must be known for as long as a tombstone
  return { 'A', fence + 1, time, tonumber(redriven) }
end

local function begin(kept, fence)
  if kept then
    return run(kept, fence, time, '0')
  end
  if verdict == 'N' then
    return { 'N' }
  end
  return run(verdict == 'Q' and '1' or '0', fence, time, '0')
end

local function begins_anew()
  return record.s == 'T' and ARGV[8] == '1' and time >= record.b and verdict == 'A'
end

-- An ended lease is written down once somebody saw it: its owner comes too late now.
local function notice()
  if stored.s ~= record.s then
    write(record)
  end
end

if not record then
  return begin(nil, 0)
end
if begins_anew() then
  return run('0', record.f, time, '0', record)
end
local same = record.p == fingerprint
if record.s == 'F' then
  return begin(same and record.q or nil, record.f)
end
if not same then
  notice()
  return { 'M' }
end
if record.s == 'R' then
  if record.o == owner then
    return { 'A', record.f, time, tonumber(record.d) }
  end
  if not record.w then
    redis.pcall('HSET', KEYS[1], 'w', '1')
  end
  return { 'B', record.l - time }
end
notice()
local answer = record.s == 'C' and redis.call('GET', KEYS[2])
if answer then
  return { 'P', 0, answer }
end
if record.s == 'C' or record.s == 'T' then
  return { 'T' }
end
if window == -2 or (window >= 0 and time < record.a + window and (record.c or '') == spelling) then
  local before = record.x and { b = record.x, u = record.y, p = record.z, a = record.v }
  return run(record.q, record.f, record.a, '1', before)
end
return { 'U' }
