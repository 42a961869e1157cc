# A method that does not parse is not measured; its neighbours are.

# expect before: cyclomatic 2, cognitive 1, quality measured
def before(a)
  if a
    1
  end
end

# expect broken: quality broken
def broken(a)
  x = = 1
  a
end

# expect after: cyclomatic 2, cognitive 1, quality measured
def after(a)
  while a
    a = nil
  end
end
