--- Instants as RFC 3339 writes them, and nothing else. Pure: no ngx, no kong.
local byte = string.byte
local band = require("bit").band


local ZERO, NINE = 48, 57
local LONGEST = 64
local DAYS = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }
-- as java.time, which the gateway reads with, has them
local WIDEST_OFFSET = 18 * 60
local MINUTES_A_DAY = 24 * 60


local function two_digits(text, at)
  local tens, ones = byte(text, at, at + 1)
  if not ones or tens < ZERO or tens > NINE or ones < ZERO or ones > NINE then
    return nil
  end

  return (tens - ZERO) * 10 + ones - ZERO
end


local function is_letter(text, at, letter)
  local c = byte(text, at)
  return c ~= nil and band(c, 0xdf) == letter
end


local function days_of(year, month)
  if month == 2 and year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0) then
    return 29
  end

  return DAYS[month]
end


local function is_date(text)
  local century, year = two_digits(text, 1), two_digits(text, 3)
  local month, day = two_digits(text, 6), two_digits(text, 9)
  if not (century and year and month and day) or byte(text, 5) ~= 45 or byte(text, 8) ~= 45 then
    return false
  end

  return month >= 1 and month <= 12 and day >= 1 and day <= days_of(century * 100 + year, month)
end


-- where the fraction of a second ends, which may be where it would have begun
local function after_fraction(text, at)
  if byte(text, at) ~= 46 then
    return at
  end

  local next = at + 1
  local c = byte(text, next)
  while c and c >= ZERO and c <= NINE do
    next = next + 1
    c = byte(text, next)
  end

  return next > at + 1 and next or nil
end


-- minutes east of Greenwich; nil where there is no offset
local function offset_of(text, at)
  if is_letter(text, at, 90) and #text == at then
    return 0
  end

  local sign = byte(text, at)
  local hours, minutes = two_digits(text, at + 1), two_digits(text, at + 4)
  if (sign ~= 43 and sign ~= 45) or not hours or not minutes
     or byte(text, at + 3) ~= 58 or #text ~= at + 5 or minutes > 59
  then
    return nil
  end

  local total = hours * 60 + minutes
  if total > WIDEST_OFFSET then
    return nil
  end

  return sign == 45 and -total or total
end


--- Whether a text is an instant; a leap second is one where it is the last of a day in UTC.
return function(text)
  if #text > LONGEST or not is_date(text) or not is_letter(text, 11, 84)
     or byte(text, 14) ~= 58 or byte(text, 17) ~= 58
  then
    return false
  end

  local hour, minute, second = two_digits(text, 12), two_digits(text, 15), two_digits(text, 18)
  local zone = after_fraction(text, 20)
  local offset = zone and offset_of(text, zone)
  if not (hour and minute and second and offset) or hour > 23 or minute > 59 then
    return false
  end

  return second <= 59
         or (second == 60 and (hour * 60 + minute - offset) % MINUTES_A_DAY == MINUTES_A_DAY - 1)
end
