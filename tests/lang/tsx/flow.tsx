/* Markup: what decides about an element counts like anywhere else, but
 * `shown && <element/>` is how a template says if. */

// expect Panel: cyclomatic 6, cognitive 3, params 1, nesting 0
// expect Panel.onClick: kind function
// expect Panel.<anonymous>: kind lambda, cyclomatic 2, cognitive 1
export const Panel = ({ items, shown, title }: Props) => {
  const onClick = () => {};
  return (
    <div onClick={onClick}>
      {shown && title && <h1>{title}</h1> /* free */}
      {shown && (title || <b>none</b>) /* +2: two kinds */}
      {title ? <i>a</i> : <u>b</u> /* +1 */}
      {items.map(item => item.ok ? <Item key={item.id} {...item} /> : null)}
      text of more than one word
    </div>
  );
};

// expect Panel2: cyclomatic 1, cognitive 0
function Panel2<T>(props: T) {
  return <><Panel {...props} /></>;
}
