<?php

namespace Example;

use Some\Thing;
// expect import: module Some\Thing
use Some\A as B, \Other\C;
// expect import: module Some\A as B
// expect import: module Other\C
use Single;
// expect import: module Single
use function Some\run;
// expect import: module Some name run
use const Some\LIMIT, Some\OTHER;
// expect import: module Some name LIMIT
// expect import: module Some name OTHER
use Some\{D, Deep\E as F, function go,};
// expect import: module Some\D
// expect import: module Some\Deep\E as F
// expect import: module Some name go
use function Some\{one, two as three};
// expect import: module Some name one
// expect import: module Some name two as three

require 'a.php';
// expect import: path a.php
include_once("lib/b.php");
// expect import: path lib/b.php
$c = require_once __DIR__ . '/c.php';
// expect import: path ./c.php
include (__DIR__ . '/d.php');
// expect import: path ./d.php
require $path;
require 'e' . $suffix . '.php';
require "f$suffix.php";
