/* How real code of TSX puts its constructs together.  Counted by hand from Campbell's
 * white paper 1.7 and McCabe 1976. */

// expect List: kind function, params 1, cyclomatic 6, cognitive 3, nesting 1
// expect List.<anonymous>: kind lambda, params 0, cyclomatic 3, cognitive 2
// expect List.<anonymous>.<anonymous>: kind lambda, params 0, cyclomatic 1
// expect List.<anonymous>: kind lambda, params 0, cyclomatic 1
// expect List.<anonymous>.<anonymous>: kind lambda, params 1, cyclomatic 2, cognitive 1
// expect List.<anonymous>: kind lambda, params 1, cyclomatic 2, cognitive 1
// expect List.<anonymous>: kind lambda, params 2, cyclomatic 2, cognitive 1
// expect List.<anonymous>: kind lambda, params 0
export default function List<T extends Item>({ items, onPick, loading = false }: Props<T>): JSX.Element | null {
  const [open, setOpen] = useState<boolean>(false);
  useEffect(() => {
    if (!open || loading) return;                       // +1, +1
    return () => setOpen(false);
  }, [open]);
  const visible = useMemo(() => items.filter((i) => i.open && !i.late), [items]); // +1
  const handle = useCallback((e: Event) => { if (open) onPick?.(e); }, []); // +1
  if (loading) return <Spinner />;                      // +1
  return (
    <>
      {open && <Header title={`a ${open ? 'b' : 'c'}`} /> /* free, and +1 */}
      {items.length > 0 ? visible.map((item, i) => (    /* +1 */
        item.ok && <li key={i} className={cx('a')}>{item.name}</li> // +1: no brace of a template holds it
      )) : null}
      <button disabled={!open || loading} onClick={() => setOpen(!open)} {...rest}>x</button> {/* free */}
    </>
  );
}
