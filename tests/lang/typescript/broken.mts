// expect before: quality measured, cognitive 1
function before(a: boolean): number {
  return a ? 1 : 2;
}

// expect Shape.broken: quality broken
// expect Shape.fine: quality measured
class Shape {
  broken(a: number) { return a +; }
  fine(a: number) { return a; }
}

// expect behind: quality measured, lines 14-16
function behind(): void {
  before(true);
}
