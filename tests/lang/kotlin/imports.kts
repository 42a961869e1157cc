package com . example

import a.b.C
// expect import: module a.b.C
import a.b.*
// expect import: module a.b name * wildcard
import a.b.function as other
// expect import: module a.b.function as other
import single;
// expect import: module single
import com.example.`in`.Thing
// expect import: module com.example.`in`.Thing
