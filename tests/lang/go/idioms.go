// How real code of Go puts its constructs together: the ones that stand apart are
// in flow.go.  Counted by hand from Campbell's white paper 1.7 and McCabe 1976.
package idioms

// expect Server.Handle: kind method, params 2, cyclomatic 9, cognitive 10, nesting 2
func (s *Server) Handle(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if err := recover(); err != nil && !s.quiet { // +2, +1
			s.log(err)
		}
	}()
	switch v := r.Context().Value(key).(type) { // +1
	case nil:
		return
	case *User, Admin:
		if v, ok := v.(fmt.Stringer); ok { // +2
			s.log(v)
		} else if !ok { // +1
			s.log(nil)
		}
	default:
		for range s.retries { // +2
			go s.serve(func() bool { return v == nil || s.quiet }) // +1
		}
	}
}

// expect Map: kind function, params 2, cyclomatic 3, cognitive 3, nesting 2
func Map[T any, U comparable](items []T, f func(T) (U, error)) (out []U, err error) {
	for _, item := range items { // +1
		u, err := f(item)
		if err != nil { // +2
			return nil, fmt.Errorf("map: %w", err)
		}
		out = append(out, u)
	}
	return
}

// expect pump: kind function, params 3, cyclomatic 7, cognitive 14, nesting 4
func pump(ctx context.Context, in <-chan int, out chan<- int) error {
loop:
	for { // +1
		select { // +2
		case <-ctx.Done():
			return ctx.Err()
		case v, ok := <-in:
			if !ok { // +3
				break loop // +1
			}
			for i := 0; i < v; i++ { // +3
				if i%2 == 0 { // +4
					continue
				}
			}
		default:
		}
	}
	return nil
}

// expect handler: kind lambda, params 1, cyclomatic 3, cognitive 5
var handler = func(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if next != nil { // +2
			if r == nil { // +3
				return
			}
		}
	})
}

// expect TestTable: kind function, params 1, cyclomatic 4, cognitive 5, nesting 1
func TestTable(t *testing.T) {
	tests := []struct {
		name string
		want func(int) bool
	}{
		{"a", func(n int) bool { return n > 0 && n < 9 }}, // +1
	}
	for _, tt := range tests { // +1
		t.Run(tt.name, func(t *testing.T) {
			if !tt.want(1) { // +3
				t.Fatal()
			}
		})
	}
}

// expect conditions: kind function, params 3, cyclomatic 10, cognitive 8, nesting 1
func conditions(a, b bool, c ...string) int {
	switch { // +1
	case a && b, !a && !b: // +1, +1
		return 1
	case a:
		fallthrough
	case len(c) > 0:
		goto end // +1
	}
	if (a || b) && !(a && b) { // +1, +1, +1, +1
		return 2
	}
end:
	return 3
}

// expect init: kind function
func init() { register("x", nil) }

// expect Stack.Push: kind method, params 1
// expect Stack.Len: kind method, params 0
type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(item T) { s.items = append(s.items, item) }
func (s Stack[_]) Len() int     { return len(s.items) }
