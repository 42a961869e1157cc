require "a/b"
# expect import: path a/b
require('c')
# expect import: path c
require_relative "d/e"
# expect import: path ./d/e
require_relative "../f"
# expect import: path ../f
load 'g.rb'
# expect import: path g.rb
autoload :Name, "h/i"
# expect import: path h/i name Name
require File.join("no", "import")
parameters.require :no_import
params.require("no import")
# expect late: kind function
def late
  require "j" if lazy
  # expect import: path j
end
