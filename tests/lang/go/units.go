// How units are found and named, their kinds, lines and parameters.
package units

// expect parameters: params 5, kind function
func parameters(a, b int, c func(x, y int) (int, error), d map[string]int, e ...string) {}

// expect unnamed: params 2
func unnamed(int, string) (a, b int) { return }

// expect generic: params 2
func generic[K comparable, V int | string](m map[K]V, k K) V { return m[k] }

// expect Server.serve: kind method, params 1, lines 14-16
func (s *Server) serve(a int) {
	s.a = a
}

// expect List.Add: kind method, params 1
func (l *List[T]) Add(item T) {}

// expect Value.String: kind method, params 0
func (Value) String() string { return "" }

// without a body: written in assembly
func assembly(a int) int

type Runner interface {
	Run(a int) error
}

type Holder struct {
	call func(a int) error
}

// expect handler: kind lambda, params 1, cognitive 1, lines 36-40
var handler = func(a int) {
	if a > 0 {
		return
	}
}

var (
	// expect first: params 0
	first, number = func() {}, 2
)

// what stands in no function is top-level code
var table = []func(){
	func() {},
}

// expect raw: sloc 5
func raw() string {
	return `over

lines`
	// a comment is no code
}

// expect init: kind function
// expect init: kind function
func init() {}
func init() {}
