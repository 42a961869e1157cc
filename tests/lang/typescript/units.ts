/* How units are found and named, their kinds, lines and parameters. */

// Signatures are no units: nothing is in them that could be complex.
declare function ambient(a: number): void;
function overloaded(a: string): void;
function overloaded(a: number): void;
// expect overloaded: params 1, lines 8-8
function overloaded(a: string | number): void {}

interface Service {
  call(a: number): void;
  readonly size: number;
  handler: (a: number, b: number) => void;
}

// expect parameters: params 4
function parameters(this: Window, a?: number, b: string = 'x', ...rest: string[]): void {}

// expect generic: params 1
function generic<T extends (a: string, b: string) => void, U extends { new (a: T): U }>(x: T): U {}

// expect returning: params 0
function returning(): (a: string, b: string) => void { return f; }

// expect lone: params 1, kind function
const lone = <T,>(a: T): T => a;

// expect cast: kind lambda
const cast = (() => 1) as () => number;

abstract class Base {
  abstract area(): number;
  abstract get size(): number;
}

// expect Shape.constructor: kind constructor, params 2
// expect Shape.area: kind getter, params 0
// expect Shape.area: kind setter, params 1
// expect Shape.decorated: kind method, params 1, lines 49-50
// expect Shape.create: kind method, lines 51-51
// expect Shape.handler: kind method
@component({ selector: 'shape' })
class Shape<T> extends Base implements Service {
  private readonly name?: string;
  constructor(private a: number, public readonly b: string) { super(); }
  get area(): number { return 1; }
  set area(value: number) {}
  @input() @log({ level: 1 })
  public async decorated(@inject() a: number): Promise<void> {
  }
  static override create(): Shape<string> { return null!; }
  handler = (): void => {};
}

// expect Outer.Inner.run: kind function
namespace Outer {
  export namespace Inner {
    export function run(): void {}
  }
}

// expect Names.read: kind function
declare module 'elsewhere' {
  function declared(): void;
}
namespace Names {
  function read() {}
}

enum Colour { Red, Green = 1 << 2 }
type Choice = 'a' extends string ? 1 : 2;

// expect default.run: kind method
export default class {
  run(): void {}
}
