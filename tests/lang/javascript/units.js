#!/usr/bin/env node
/* How units are found and named, their kinds, lines and parameters. */

// expect parameters: params 5, kind function
function parameters(a, b = 1, { c, d }, [e], ...rest) {}

// expect lone: params 1, kind function, lines 8-8, sloc 1
const lone = a => a;

// expect arrow: params 2, kind function, lines 11-13
const arrow = async (a, b) => {
  return a + b;
};

// expect expression: kind function, lines 16-16
const expression = function own() {};

// expect own: kind function
use(function own() {});

// expect <anonymous>: kind lambda
use(function () {});

// expect wrapped: kind lambda
const wrapped = (() => {});

// expect generator: kind function
function* generator() { yield 1; }

// expect exports.handler: kind method
exports.handler = function () {};

// expect Shape.prototype.area: kind method, params 0
Shape.prototype.area = function area() {};

// expect api.get: kind method, params 1
// expect api.post: kind method
// expect api.put: kind method
// expect api.size: kind getter
// expect api.nested.deep: kind method
// expect api.quoted name: kind method
// expect api.<anonymous>: kind lambda
const api = {
  get(url) {},
  post: () => {},
  put: function () {},
  get size() { return 0; },
  nested: { deep: () => 1 },
  'quoted name'() {},
  list: [() => 1],
};

// expect Shape.constructor: kind constructor, params 1, lines 62-64
// expect Shape.area: kind getter, lines 65-65
// expect Shape.area: kind setter, params 1
// expect Shape.of: kind method, lines 67-68
// expect Shape.#secret: kind method
// expect Shape.handler: kind method
// expect Shape.[Symbol.iterator]: kind method
// expect Shape.static: kind initializer, cyclomatic 2, cognitive 1
class Shape {
  constructor(a) {
    this.a = a;
  }
  get area() { return 1; }
  set area(value) {}
  static async of(a) {
  }
  #secret() {}
  handler = () => {};
  *[Symbol.iterator]() {}
  static {
    if (Shape.a) Shape.b = 1; // +1
  }
}

// expect Inner.method: kind method
const Inner = class {
  method() {}
};

// expect make.Local.run: kind method
// expect make: sloc 5
function make() {
  return class Local {
    run() {}
  };
}

// expect size: sloc 5
function size() {
  // a comment is no code

  return `text

over lines`;
}

// expect default: kind function, params 1
export default (a) => a;
