#!/usr/bin/env lua
-- expect global: kind function, lines 3-3, params 3
function global(a, b, c) end

local M, inner = {}, { deep = {} }

-- expect M.open: kind method, params 1
function M.open(path) end

-- expect M.inner.close: kind method, params 1
function M.inner:close(force) end

-- expect object.write: kind method, params 1
function object:write(text, ...) end

-- expect M.assigned: kind method, lines 17-20, params 2, sloc 3
M.assigned = function(a, b)

  return a
end

-- expect M[key]: kind function
M["key"] = function() end

-- expect named: kind function
local named = function() end

-- expect forward: kind function
local forward
forward = function() return forward() end

-- expect handlers.on_open: kind method
-- expect handlers.on close: kind method
-- expect handlers.nested.deeper: kind method
local handlers = {
  on_open = function() end,
  ["on close"] = function() end,
  nested = { deeper = function() end },
  function() end, -- nobody can name it
}

-- The function of a top-level call is no unit; what has a name in it is one.
describe("a thing", function()
  -- expect helper: kind function, cyclomatic 2
  local function helper(a)
    local function own() -- belongs to helper
      return a and own
    end
    return own
  end
  it("works", function() helper(1) end)
end)

-- expect first: kind function
-- expect first: kind function
function first() end
function first() end

-- expect new: kind function, cyclomatic 2, cognitive 2
local function new(self)
  local object = {}
  -- expect new.object.get: kind method, cyclomatic 2, cognitive 1, params 1
  function object.get(key)
    if key then return self end -- +1: a method is a unit of its own
  end
  -- expect new.object.set: kind method, cyclomatic 1
  function object:set(key) end
  object.late = function(key)
    if key then return self end -- +2: a closure belongs to new
  end
  return object
end

return M
