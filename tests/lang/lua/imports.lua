local a = require "a"
-- expect import: module a
local b = require("pkg.b")
-- expect import: module pkg.b
local c = require('pkg.c').d
-- expect import: module pkg.c
require [[pkg.e]]
-- expect import: module pkg.e
local ok, f = pcall(require, "pkg.f")
-- expect import: module pkg.f
dofile("path/g.lua")
-- expect import: path path/g.lua
-- expect late: kind function
local function late(name)
  require(name)
  require("pkg." .. name)
  self.require("no import")
  require "pkg.b" -- known
  return require "pkg.h"
  -- expect import: module pkg.h
end
