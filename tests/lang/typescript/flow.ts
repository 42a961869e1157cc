/* What TypeScript adds to JavaScript: types cost nothing. */

// expect types: cyclomatic 1, cognitive 0, params 1
function types<T extends string | number>(a: T extends string ? 1 : 2): a is 1 {
  type Local = T extends string ? 1 : T & { b: 2 } | undefined;
  return (a as unknown as Local)!;
}

// expect narrowed: cyclomatic 7, cognitive 4, nesting 1
function narrowed(a?: string, b?: string): string {
  if ((a as string) && b! && (a satisfies string)) return a!; // +1, +1: assertions are transparent
  const x = a! || 'none';                                      // free
  return a ? x : b && a;                                       // +1, +1
}

// expect caught: cyclomatic 2, cognitive 1
function caught(): void {
  try { run(); } catch (error: unknown) { log(error); } // +1
}
