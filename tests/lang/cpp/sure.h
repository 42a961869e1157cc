// A header that begins lines as no C does is C++, however little of it parses.

// expect lost::broken: quality broken
// expect lost::kept: cyclomatic 2, cognitive 1
namespace lost {
int broken(int a) { return a ? if ) { 1; }
inline int kept(int a) {
	return a ? 1 : 2; // +1
}
} // namespace lost
