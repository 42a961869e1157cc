// expect Markup: cyclomatic 3, cognitive 1, params 1
function Markup({ shown }) {
  return <p>{shown && <b>&nbsp;</b>}{shown ? 1 : 2 /* +1 */}</p>;
}
