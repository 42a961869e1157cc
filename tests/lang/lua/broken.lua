-- A function that does not parse is not measured; its neighbours are.

-- expect before: cyclomatic 2, cognitive 1, quality measured
local function before(a)
  if a then
    return 1
  end
end

-- expect broken: quality broken
local function broken(a)
  if a = = 1 then
    return 1
  end
end

-- expect after: cyclomatic 2, cognitive 1, quality measured
local function after(a)
  while a do
    a = nil
  end
end
