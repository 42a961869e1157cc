-- What each construct of Lua adds.  The answers follow from Campbell's white
-- paper 1.7 and McCabe 1976, counted by hand beside the code.

-- expect plain: kind function, cyclomatic 1, cognitive 0, nesting 0, params 0, sloc 3
local function plain()
  return 1
end

-- expect branches: cyclomatic 3, cognitive 3, nesting 1, params 1
local function branches(a)
  if a > 1 then -- +1
    return 1
  elseif a < -1 then -- +1
    return -1
  else -- +1
    return 0
  end
end

-- expect else_holding_if: cyclomatic 3, cognitive 4, nesting 2
local function else_holding_if(a)
  if a then -- +1
    return 1
  else if a == false then -- +1, +2: nested, it is no elseif
    return 2
  end end
end

-- expect loops: cyclomatic 6, cognitive 15, nesting 5
local function loops(t)
  for i = 1, 10 do -- +1
    for k, v in pairs(t) do -- +2
      while k do -- +3
        repeat -- +4
          if v then -- +5
            break
          end
        until i
      end
    end
  end
end

-- expect jumps: cyclomatic 3, cognitive 4, nesting 2
local function jumps(t)
  for _, v in ipairs(t) do -- +1
    if v then -- +2
      goto continue -- +1
    end
    ::continue::
  end
end

-- expect sequences: cyclomatic 12, cognitive 9, nesting 1, params 4
local function sequences(a, b, c, d)
  local x = a and b and c -- +1
  local y = a and (b or c) or d -- +2: and then or, parentheses are transparent
  if a and not (b and c) then -- +1 if, +1 and +1: the negation begins anew
    return x
  end
  local z = a and b or c -- +2: two operators, even if it is meant as one value
  return y and z -- +1
end

-- expect defaults: cyclomatic 6, cognitive 1, nesting 0
local function defaults(a, b)
  a = a or {} -- free
  local c, d = a.c or 1, (b or a or 2) -- free
  local t = { e = a.e or 3 } -- +1: only what is assigned itself
  return c, d, t
end

-- expect closures: cyclomatic 6, cognitive 8, nesting 1
local function closures(t)
  local f = function(x) -- belongs to closures
    if x then -- +2
      return x and 1 -- +1
    end
  end
  local function g()
    while f do -- +2
    end
  end
  return { f = f, h = function() if g then return 1 end end } -- +2
    , t and 1 -- +1
end

-- expect condition: cyclomatic 4, cognitive 4, nesting 1
local function condition(t)
  if any(t, function(x) -- +1
    while x do end -- +2: in a lambda, not in the branch
  end) then
    return 1
  elseif t then -- +1
    return 2
  end
end
