/* How real code of TypeScript puts its constructs together: the ones that stand apart are
 * in flow.ts.  Counted by hand from Campbell's white paper 1.7 and McCabe 1976. */
import type { Order } from './orders';
// expect import: path ./orders name Order type

// expect isOpen: kind function, params 1, cyclomatic 3, cognitive 2
export function isOpen(order: Order | undefined): order is Order {
  if (!order) return false;                             // +1
  return order.open && order.total > 0;                 // +1
}

// expect format: kind function, params 2, cyclomatic 1, cognitive 0
export function format(value: string): string;
export function format(value: number, digits?: number): string;
export function format(value: string | number, digits = 2): string {
  return String(value).padEnd(digits);
}

// expect load: kind function, params 2, cyclomatic 7, cognitive 10, nesting 3
export const load = async <T extends object>(url: string, { retries = 3, signal }: Options = {}): Promise<T | null> => {
  for (let attempt = 0; attempt < retries && !signal?.aborted; attempt++) { // +1, +1
    try {
      const response = await fetch(url, { signal });
      if (!response.ok) continue;                       // +2
      return (await response.json()) as T;
    } catch (error) {                                   // +2
      if (error instanceof AbortError) break;           // +3
      else throw error;                                 // +1
    } finally {
      log?.(url ?? 'none');
    }
  }
  const fallback = cache.get(url)! || defaults[url];    // free: one value or another
  return (fallback as T) ?? null;
};

// expect reduce: kind function, params 2, cyclomatic 8, cognitive 6, nesting 1
// expect reduce.<anonymous>: kind lambda, params 1, cyclomatic 2, cognitive 1
export function reduce(state: State, action: Action): State {
  switch (action.type) {                                // +1
    case 'add':
    case 'insert':
      return { ...state, items: [...state.items, action.item] };
    case 'remove': {
      const items = state.items.filter((i) => i !== action.item && i.open); // apart: +1
      return items.length ? { ...state, items } : initial; // +2
    }
    case 'toggle':
      return action.on || state.on ? state : initial;   // +1, +2
    default:
      assertNever(action);
  }
}

namespace Geometry {
  // expect Geometry.area: kind function, params 1, cyclomatic 3, cognitive 3
  export const area = (shape: Shape): number =>
    'r' in shape ? Math.PI : 'w' in shape ? shape.w : 0; // +1, +2: in the first

  export namespace Deep {
    // expect Geometry.Deep.Box.get: kind method, params 0
    export class Box<T> { get(): T { return this.value!; } }
  }
}

@Injectable({ providedIn: 'root' })
export abstract class Idioms<T = unknown> extends Base implements OnInit {
  static readonly #instances = new Map<string, Idioms>();
  private cache?: Record<string, T>;
  declare readonly kind: 'a' | 'b';

  // expect Idioms.constructor: kind constructor, params 2, cyclomatic 2, cognitive 1
  constructor(private readonly http: Http, @Inject(TOKEN) protected size: number = LIMIT ? 1 : 2) { super(); } // +1

  // expect Idioms.total: kind getter, params 0, cyclomatic 2, cognitive 1
  get total(): number { return this.cache ? 1 : 0; }    // +1
  // expect Idioms.total: kind setter, params 1, cyclomatic 2, cognitive 1
  set total(value: number) { if (value) this.size = value; } // +1

  // expect Idioms.onClick: kind method, params 1, cyclomatic 3, cognitive 2
  onClick = (event?: MouseEvent): void => {
    if (event?.defaultPrevented || !this.size) return;  // +1, +1
  };

  // expect Idioms.debounced: kind method, params 0
  // expect Idioms.debounced.<anonymous>: kind lambda, params 0, cyclomatic 2, cognitive 1
  @HostListener('scroll', ['$event'])
  protected async debounced(): Promise<void> {
    setTimeout(() => { while (this.size) this.size--; }, 10); // apart: +1
  }

  // expect Idioms.walk: kind method, params 1, cyclomatic 4, cognitive 7, nesting 3
  *walk(nodes: Iterable<Node>): Generator<Node, void> {
    outer: for (const node of nodes) {                  // +1
      for (const key in node) {                         // +2
        if (!node[key]) continue outer;                 // +3, +1
        yield node;
      }
    }
  }

  abstract far(): void;
  protected abstract get near(): string;

  // expect Idioms.static: kind initializer, cyclomatic 2, cognitive 1
  static { if (LIMIT) Idioms.#instances.clear(); }      // +1
}

// expect typed: kind function, params 2, cyclomatic 2, cognitive 1
function typed<const K extends keyof M, V = M[K] extends (infer U)[] ? U : never>(this: Window, ...keys: K[]): asserts keys is K[] {
  if (!(keys satisfies readonly K[]).length) throw new TypeError(); // +1
}
