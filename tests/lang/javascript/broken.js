/* What does not parse is not measured; its neighbours are. */

// expect before: quality measured, cognitive 1
function before(a) {
  if (a) return 1;
}

// expect broken: quality broken
function broken(a) {
  if (a ==) { return 1; }
}

// expect behind: quality measured, cognitive 1, lines 14-16
function behind(a) {
  if (a) return 1;
}
