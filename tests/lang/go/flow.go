// What each construct of Go adds.  The answers follow from Campbell's white
// paper 1.7 and McCabe 1976, counted by hand beside the code.
package flow

// expect plain: kind function, cyclomatic 1, cognitive 0, nesting 0, params 0, sloc 3
func plain() int {
	return 1
}

// expect branches: cyclomatic 3, cognitive 3, nesting 1, params 1
func branches(a int) int {
	if a > 1 { // +1
		return 1
	} else if a < -1 { // +1
		return -1
	} else { // +1
		return 0
	}
}

// expect elseHoldingIf: cyclomatic 3, cognitive 4, nesting 2
func elseHoldingIf(a int) int {
	if a > 0 { // +1
		return 1
	} else { // +1
		if a < -2 { // +2: nested, it is no else if
			return 2
		}
	}
	return 0
}

// expect nestedInElseIf: cyclomatic 4, cognitive 6, nesting 2
func nestedInElseIf(a int) {
	if a == 1 { // +1
		plain()
	} else if a == 2 { // +1
		if a == 3 { // +2
			plain()
		} else { // +1
			plain()
		}
	} else { // +1
		plain()
	}
}

// expect guards: cyclomatic 3, cognitive 2, nesting 1
func guards() error {
	if err := plain(); err != nil { // +1: an error guard counts like any other
		return err
	}
	x, err := f()
	if err != nil { // +1
		return err
	}
	return x
}

// expect loops: cyclomatic 5, cognitive 10, nesting 4
func loops(a []int) {
	for i := 0; i < 3; i++ { // +1
		for range a { // +2
			for i, v := range a { // +3
				for v > i { // +4
				}
			}
		}
	}
}

// expect endless: cyclomatic 2, cognitive 1
func endless() {
	for { // +1
		break
	}
}

// expect choose: cyclomatic 4, cognitive 2, nesting 1
func choose(a int) int {
	switch x := a; { // +1
	case x == 1, x == 2:
		return 1
	case x > 5 && x < 7: // +1
		return 3
	default:
		return 0
	}
}

// expect kindOf: cyclomatic 4, cognitive 3, nesting 2
func kindOf(a any) int {
	switch v := a.(type) { // +1
	case int, string:
		if v != nil { // +2
			return 1
		}
	case []byte:
		return 2
	}
	return 0
}

// expect wait: cyclomatic 3, cognitive 1, nesting 1
func wait(a, b chan int) int {
	select { // +1
	case v := <-a:
		return v
	case b <- 1:
	default:
	}
	return 0
}

// expect jumps: cyclomatic 4, cognitive 9, nesting 3
func jumps(a []int) {
outer:
	for range a { // +1
		for range a { // +2
			if a[0] > 1 { // +3
				continue outer // +1
			}
			break outer // +1
		}
		break
	}
	goto end // +1
end:
}

// expect sequences: cyclomatic 9, cognitive 6, nesting 1, params 4
func sequences(a, b, c, d bool) bool {
	x := a && b && c        // +1
	y := a && (b || c) || d // +2: && then ||, parentheses are transparent
	if a && !(b && c) {     // +1 if, +1 and +1: the negation begins anew
		return x
	}
	return y
}

// expect several: cyclomatic 3, cognitive 2
func several(a, b, c bool) (bool, bool) {
	return a && b, b || c // +1, +1
}

// expect literal: cyclomatic 4, cognitive 5, nesting 1
func literal(a []int) {
	if len(a) > 0 { // +1
		defer func() {
			// the literal begins at 0 for the depth of nesting
			for range a { // +3: if, function
			}
		}()
	}
	go func() {
		_ = 1
	}()
	each(a, func(b bool, c bool) bool { return b && c }) // +1
}
