-- What is known of one key, as it is at this moment: leases end and answers age without anybody's doing.
-- Read before every other script of this folder, which then works on `record` and ends with `write(record)`.
--
-- KEYS[1], one hash for each key:
--   s state: F free, R running, C completed, T tombstone, U unknown     p fingerprint      q 1 where it was queued
--   f fence    d 1 where redriven    l end of the lease                                    (R)
--   a first attempt; older gateways kept it only of what is running or unknown             (R, C, T, U)
--   o owner: who runs it (R), or has ended it with the word e: C and T completed with and without an answer,
--     F released, U abandoned; neither where a lease ended, or somebody settled it by hand
--   c the header's spelling of the key, where the service knows it by nothing else         (R, U)
--   w 1 where somebody waits for its end                                                   (R)
--   x, y, z, v the b, u, p and a of a tombstone that this attempt began after              (R, U)
--   b until when the answer is kept                                                        (C, T)
--   u until when the record is kept
-- KEYS[2], in the same slot: the sealed answer, which is forgotten on its own long before the record is.
-- Instants are milliseconds of Redis's own clock.
local names = { 's', 'p', 'q', 'o', 'f', 'a', 'd', 'l', 'c', 'w', 'b', 'u', 'x', 'y', 'z', 'v', 'e' }
local numbers = { f = true, a = true, l = true, b = true, u = true, x = true, y = true, v = true }
local time = now()

local function read()
  local values = redis.call('HMGET', KEYS[1], unpack(names))
  if not values[1] then
    return nil
  end
  local record = {}
  for i, name in ipairs(names) do
    local value = values[i]
    if value then
      record[name] = numbers[name] and tonumber(value) or value
    end
  end
  return record
end

local function unknown(record)
  return {
    s = 'U', p = record.p, q = record.q, f = record.f, a = record.a, c = record.c, u = time + tonumber(ARGV[2]),
    x = record.x, y = record.y, z = record.z, v = record.v,
  }
end

local function at_this_moment(record)
  if not record then
    return nil
  end
  if record.s == 'R' then
    return time > record.l and unknown(record) or record
  end
  if time >= record.u then
    return nil
  end
  if record.s == 'C' and time >= record.b then
    return {
      s = 'T', p = record.p, f = record.f, a = record.a, b = record.b, u = record.u, o = record.o, e = record.e,
    }
  end
  return record
end

local stored = read()
local record = at_this_moment(stored)

local function write(record)
  local fields = {}
  for _, name in ipairs(names) do
    local value = record[name]
    if value then
      fields[#fields + 1] = name
      fields[#fields + 1] = numbers[name] and string.format('%.0f', value) or value
    end
  end
  -- Nothing to clear for a new key: its HSET then comes first, and Redis refuses it where memory is full. What becomes
  -- of a known key is written even then.
  if stored then
    redis.call('DEL', KEYS[1])
  end
  redis.call('HSET', KEYS[1], unpack(fields))
  redis.call('PEXPIRE', KEYS[1], string.format('%.0f', record.u - time))
end

-- Whoever waits for the end of this attempt hears of it. Where that fails, they ask again a little later.
local function tell()
  if stored.w then
    redis.pcall('PUBLISH', 'portage:ended', KEYS[1])
  end
end

-- A lease that has ended without anybody noticing is still its owner's: what the owner knows is the truth.
local function is_owned(owner, fence)
  return stored and stored.s == 'R' and stored.o == owner and stored.f == tonumber(fence)
end

-- The fence that an owner shows: its own, or - where the answer to its claim was lost, and the fence with it. No two
-- attempts have the same owner, which is proof enough then. nil as long as that claim may still be run.
local function shown(fence, latest)
  if fence ~= '-' then
    return fence
  end
  return time > tonumber(latest) and (stored and stored.f or 0) or nil
end

-- Ends the attempt with its owner's word.
local function finish(outcome, word)
  outcome.o, outcome.e = stored.o, word
  write(outcome)
  tell()
  return 1
end

-- A word that comes twice, because the answer to the first was lost, is answered as the first was.
local function repeated(owner, fence, word)
  return record and record.o == owner and record.f == tonumber(fence) and record.e == word and 1 or 0
end
