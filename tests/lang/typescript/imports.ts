import type { A, B as C } from './types';
// expect import: path ./types name A type
// expect import: path ./types name B as C type
import { type D, e } from './mixed';
// expect import: path ./mixed name D type
// expect import: path ./mixed name e
import type from './named-type';
// expect import: path ./named-type name default as type
import type F from './default-type';
// expect import: path ./default-type name default as F type
import type * as G from './all-types';
// expect import: path ./all-types name * as G wildcard type
import legacy = require('legacy');
// expect import: path legacy as legacy
import Alias = Outer.Inner;
export type { H } from './handed';
// expect import: path ./handed name H reexport type
export type { A };
let late: import('./late').Late;
// expect import: path ./late dynamic
export = legacy;
