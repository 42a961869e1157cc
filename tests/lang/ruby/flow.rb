# What each construct of Ruby adds.  The answers follow from Campbell's white
# paper 1.7 and McCabe 1976, counted by hand beside the code.

# expect plain: kind function, cyclomatic 1, cognitive 0, nesting 0, params 0, sloc 3
def plain
  1
end

# expect branches: cyclomatic 3, cognitive 3, nesting 1, params 1
def branches(a)
  if a > 1 # +1
    1
  elsif a < -1 # +1
    -1
  else # +1
    0
  end
end

# expect long_chain: cyclomatic 6, cognitive 8, nesting 2
def long_chain(a)
  if a == 1 then 1 # +1
  elsif a == 2 then 2 # +1
  elsif a == 3 # +1
    3 unless a # +2
  else # +1
    a.b
    4 rescue 5 # +2: nested in the else
  end
end

# expect else_holding_if: cyclomatic 3, cognitive 4, nesting 2
def else_holding_if(a)
  if a # +1
    1
  else # +1
    if a.nil? # +2: nested, it is no elsif
      2
    end
  end
end

# expect inverted: cyclomatic 2, cognitive 2, nesting 1
def inverted(a)
  unless a # +1
    1
  else # +1
    2
  end
end

# expect modifiers: cyclomatic 8, cognitive 7, nesting 1
def modifiers(a)
  return if a.empty? # +1
  raise 'no' unless a.b && a.c # +1, +1
  a.shift while a.any? # +1
  a.pop until a.empty? # +1
  begin
    a.shift
  end while a.d # +1
  a.e { |x| x } if a.all? { |x| x } # +1
end

# expect in_the_condition: cyclomatic 5, cognitive 6
def in_the_condition(a)
  a.b if a.any? { |x| x ? 1 : 2 } # +1, +2: in a block, not in the branch
  a.c { |x| x ? 1 : 2 } # +2
  a = 1 if a # +1
end

# expect expressions: cyclomatic 5, cognitive 6, nesting 1
def expressions(a)
  x = if a then 1 else 2 end # +1, +1: an if, wherever it stands
  y = a ? 1 : 2 # +1
  z = if a # +1
        a ? x : y # +2
      end
end

# expect loops: cyclomatic 4, cognitive 6, nesting 3
def loops(a)
  for x in a do # +1
    while x > 0 # +2
      until x < 0 # +3
        next
      end
    end
  end
end

# expect choose: cyclomatic 6, cognitive 4, nesting 2
def choose(a)
  case a # +1
  when 1, 2 then :few # one arm, one decision
  when Integer
    a.b if a.c # +2
  when ->(x) { x && a } # +1
    3
  else
    :many
  end
end

# expect patterns: cyclomatic 5, cognitive 2, nesting 1
def patterns(a)
  case a # +1
  in { name: String => name } if name && a # +1; the guard is a decision
    name
  in [x, *rest]
    rest
  else
    2
  end
end

# expect exceptions: cyclomatic 5, cognitive 7, nesting 2
def exceptions(a)
  begin
    a.b
  rescue TypeError, NameError => e # +1
    raise if e # +2
  rescue StandardError # +1
    retry
  else # +1
    a.c { 1 }
    yield if a # +2
  ensure
    a.d
  end
end

# expect implicit: cyclomatic 3, cognitive 2, nesting 0
def implicit(a)
  a.b
  c = a.d rescue nil # +1
rescue StandardError # +1
  c
ensure
  a.e
end

# expect block_of_begin: cyclomatic 1, cognitive 0, nesting 0
def block_of_begin
  @all ||= begin
    load_all
  end
end

# expect sequences: cyclomatic 12, cognitive 9, nesting 1, params 4
def sequences(a, b, c, d)
  x = a && b && c # +1
  y = a && (b || c) || d # +2: && then ||, parentheses are transparent
  return x if a && !(b && c) # +1 if, +1 and +1: the negation begins anew
  a and b or return # +2
  z = a || b # +1: Ruby has ||= and default values
end

# expect free: cyclomatic 1, cognitive 0
def free(a)
  a&.b
  a ||= 1
  a &&= 2
end

# expect closures: cyclomatic 6, cognitive 9, nesting 1
def closures(list)
  list.each do |x|
    next if x # +2: in a block
    list.map { |y| y ? 1 : 2 } # +3
  end
  f = ->(x) { x || 1 } # +1
  g = lambda do |x|
    x unless x # +2
  end
  list.map(&:to_s).select { |x| x }
  loop { break } && f # +1
end

# expect in_text: cyclomatic 5, cognitive 4, nesting 0
def in_text(a)
  b = "one #{a ? 1 : 2} two" # +1
  /#{a || b}/ # +1
  %W[x #{a && b}] # +1
  <<~TEXT
    three #{a ? 1 : 2} # +1
  TEXT
end
