// expect Broken: quality broken
function Broken() {
  const a = ;
  return <div/>;
}

// expect Fine: quality measured, lines 8-10
function Fine() {
  return <div/>;
}
