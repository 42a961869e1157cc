-- How real code of Lua puts its constructs together: the ones that stand apart are
-- in flow.lua.  Counted by hand from Campbell's white paper 1.7 and McCabe 1976.
local M = {}
local mt = { __index = M }

-- expect M.new: kind method, params 2, cyclomatic 3, cognitive 1
function M.new(class, options)
  options = options or {} -- free
  local self = setmetatable({ size = options.size or 1 }, mt) -- +1: in a table, not assigned itself
  return self
end

-- expect M.each: kind method, params 1, cyclomatic 6, cognitive 10, nesting 3
function M:each(callback)
  for index, item in ipairs(self.items) do -- +1
    repeat -- +2
      if not item.open then -- +3
        break
      end
      local ok, err = pcall(function() -- nests
        return callback(item, index) and item.size -- +1
      end)
    until true
    if index > 1 then goto continue end -- +2, +1
    ::continue::
  end
end

-- expect M.__tostring: kind method, params 1, cyclomatic 3, cognitive 2
M.__tostring = function(self)
  return self.name and "M " .. self.name or "M" -- +2
end

-- expect fibonacci: kind function, params 1, cyclomatic 3, cognitive 3
local function fibonacci(n)
  if n < 2 then return n -- +1
  elseif n == 2 then return 1 -- +1
  else return fibonacci(n - 1) + fibonacci(n - 2) end -- +1
end

-- expect handlers.get: kind method, params 1, cyclomatic 3, cognitive 2
-- expect handlers.post: kind method, params 0, cyclomatic 2, cognitive 1
local handlers = {
  get = function(request, ...)
    local a, b = ...
    if a == nil and b ~= nil then return end -- +1, +1
  end,
  ["post"] = function() while true do end end, -- +1
}

-- expect count: kind function, params 1, cyclomatic 4, cognitive 6, nesting 3
local count
count = function(t)
  local n = 0
  for i = #t, 1, -1 do -- +1
    while t[i] do -- +2
      if n > 3 then return n end -- +3
      n = n + 1
    end
  end
end

-- expect closure: kind function, params 1, cyclomatic 4, cognitive 4
local function closure(x)
  return function(y)
    if y then -- +2
      return (x or y) -- +1
    end
  end, x and 1 -- +1
end

-- expect __call: kind method, params 1
return setmetatable(M, { __call = function(_, ...) return M.new(...) end })
