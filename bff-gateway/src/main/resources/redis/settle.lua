-- Settles by hand what came of an attempt whose outcome nobody knows, or says what is known of it.
-- KEYS[3], in the same slot: its audit, a list to which this script alone adds, and which is kept for good
-- ARGV: 1, 2 retentions, 3 completed, no-effect, or '' to look and change nothing, 4 by whom, 5 because of what
-- Answers {settled, already, refused or seen; state before; time; fence; first attempt; kept until; end of lease; audit}:
--   states as in record.lua, L running when its lease ended, N never seen or forgotten; audit is the newest entry
local as = ARGV[3]

local function text(number)
  return number and string.format('%.0f', number) or ''
end

local function newest()
  return redis.call('LINDEX', KEYS[3], -1)
end

-- Before anything is changed: who may not read the audit is told so.
local entry = newest()

local function state()
  if not record then
    return 'N'
  end
  return stored.s == 'R' and record.s == 'U' and 'L' or record.s
end

local function answer(outcome, before, now_known)
  local known = now_known or {}
  return {
    outcome, before, text(time), text(known.f), text(stored and stored.a), text(known.u),
    text(stored and stored.l), newest() or '',
  }
end

-- An attempt without effect leaves what was before it: a mutation that took effect, or a key that is free.
local function settled()
  if as == 'completed' then
    local kept = math.max(stored.u, time + tonumber(ARGV[2]))
    return { s = 'T', p = record.p, f = record.f, a = record.a, b = time + tonumber(ARGV[1]), u = kept }
  end
  if record.x and time < record.y then
    return { s = 'T', p = record.z, f = record.f, a = record.v, b = record.x, u = record.y }
  end
  return { s = 'F', p = record.p, q = record.q, f = record.f, u = time + tonumber(ARGV[1]) }
end

-- A second run of the same command finds its own work: the record is still the one that it wrote.
local function is_already_so()
  local last = record and entry and cjson.decode(entry)
  return last and last.as == as and last.fence == record.f and last['until'] == record.u
end

local before = state()
if as == '' then
  return answer('seen', before, record)
end
if before ~= 'U' and before ~= 'L' then
  return answer(is_already_so() and 'already' or 'refused', before, record)
end
local outcome = settled()
-- Redis does not undo what a script did before a command that is forbidden or finds no memory. So each command is tried
-- first where it changes nothing, and the audit is written before the record.
redis.call('HSET', KEYS[1], 's', stored.s)
redis.call('PEXPIRE', KEYS[1], text(math.max(1, stored.u - time)))
redis.call('DEL', KEYS[2])
redis.call('RPUSH', KEYS[3], cjson.encode({
  at = time, by = ARGV[4], as = as, because = ARGV[5], before = before, fence = record.f, ['until'] = outcome.u,
}))
write(outcome)
return answer('settled', before, outcome)
