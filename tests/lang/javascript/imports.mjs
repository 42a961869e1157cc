import './polyfill.js';
// expect import: path ./polyfill.js
import React from 'react';
// expect import: path react name default as React
import Vue, { ref, computed as lazy } from 'vue';
// expect import: path vue name default as Vue
// expect import: path vue name ref
// expect import: path vue name computed as lazy
import * as path from 'node:path';
// expect import: path node:path name * as path wildcard
import data, * as all from './data.json' with { type: 'json' };
// expect import: path ./data.json name default as data
// expect import: path ./data.json name * as all wildcard
import { default as own, 'quoted name' as quoted } from './own.js';
// expect import: path ./own.js name default as own
// expect import: path ./own.js name quoted name as quoted
import {} from './empty.js';
// expect import: path ./empty.js
export * from './every.js';
// expect import: path ./every.js name * reexport wildcard
export * as names from './names.js';
// expect import: path ./names.js name * as names reexport wildcard
export { a, b as c, default } from './some.js';
// expect import: path ./some.js name a reexport
// expect import: path ./some.js name b as c reexport
// expect import: path ./some.js name default reexport
const fs = require('fs');
// expect import: path fs dynamic
const { x } = require("./x.cjs");
// expect import: path ./x.cjs dynamic
import('./later.js');
// expect import: path ./later.js dynamic
again(require('fs'));

// no imports: what is asked for is known at run time only, or it is no module
require(name);
import(`./${name}.js`);
object.require('no');
use(import.meta.url);
const local = { import: 1, from: 'no' };
export { local };
require(42);
require(`./plain.js`);
// expect import: path ./plain.js dynamic
