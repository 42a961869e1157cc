package broken

// expect before: quality measured, cognitive 1
func before(a int) {
	if a > 0 {
	}
}

// expect broken: quality broken
func broken(a int) {
	x := a +* / 2
}

// expect behind: quality measured, lines 15-18
func behind(a int) {
	for a > 0 {
	}
}
