// Where branches of conditional compilation exclude each other, only the first
// can be read, in all of the file.
class Exclusive {
	#if swift(>=6)
	// expect Exclusive.exclusive: quality measured, cognitive 1
	func exclusive(a: Int) {
		if a > 1 {              // +1
	#else
	func exclusive(a: Int) {
		while a > 1 {           // not read
	#endif
			stop()
		}
	}
}
