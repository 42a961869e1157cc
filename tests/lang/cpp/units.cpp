#include "local/dir.hpp"
// expect import: include local/dir.hpp
#include <vector>
// expect import: system vector

// Which functions are units, what they are called, and what they declare.

namespace outer::inner {
namespace {

// expect outer::inner::hidden: kind function, params 0
int hidden() { return 1; }

} // namespace

template <typename T, int N = 3, class... Rest>
class Shape final : public Base<T>, private Other {
public:
	// expect outer::inner::Shape::Shape: kind constructor, params 0
	Shape() : width(1), height{2} {}

	// expect outer::inner::Shape::Shape: kind constructor, params 2, lines 23-27, sloc 5
	explicit
	Shape(int width, const std::string &name = "x", ...) noexcept(true)
		: Base<T>(width)
	{
	}

	Shape(const Shape &) = delete;
	Shape &operator=(Shape &&) = default;
	virtual int declared() const = 0;

	// expect outer::inner::Shape::~Shape: kind destructor
	virtual ~Shape() {}

	// expect outer::inner::Shape::callback: kind method, params 4
	static int callback(int *a, char b[], int (*each)(int, int), T &&...rest) { return 1; }

	// expect outer::inner::Shape::operator==: kind operator, params 1, cognitive 1
	bool operator==(const Shape &other) const { return width && other.width; }

	// expect outer::inner::Shape::operator bool: kind operator, params 0
	explicit operator bool() const { return true; }

	// expect outer::inner::Shape::operator(): kind operator, params 1
	int operator()(int a) { return a; }

	// expect outer::inner::Shape::operator[]: kind operator, params 1
	T &operator[](int a) { return items[a]; }

	// expect outer::inner::Shape::operator new: kind operator, params 1
	void *operator new(size_t size) { return nullptr; }

	// expect outer::inner::Shape::trailing: kind method, params 0
	[[nodiscard]] auto trailing() const & -> int { return 1; }

	// expect outer::inner::Shape::Part::get: kind method
	struct Part {
		int get() { return 1; }
	} part;

	int width = 3, *height{nullptr};
};

} // namespace outer::inner

// expect Shape::area: kind method, params 1, lines 69-72
template <typename T, int N, class... Rest>
static inline int Shape<T, N, Rest...>::area(int scale) const
{
	return scale;
}

// expect outer::Shape::~Shape: kind destructor
outer::Shape<int>::~Shape() {}

// expect Shape::operator<: kind operator, params 1
bool Shape::operator<(const Shape &other) const { return true; }

// expect Shape::operator int: kind operator, params 0
Shape::operator int() { return 1; }

// expect operator<<: kind operator, params 2
std::ostream &operator<<(std::ostream &out, const Shape &shape) { return out; }

// expect operator""_km: kind operator, params 1
long double operator""_km(long double a) { return a; }

// expect special: kind function, params 1
template <>
int special<int>(int a) { return a; }

// expect Box::open: kind method
template <>
struct Box<int> {
	void open() {}
};

// expect external: kind function
extern "C" int external() { return 1; }

// expect linked: kind function, params 0
extern "C" {
int linked(void) { return 1; }
}

// expect pointer: params 1
const char *const *pointer(int a) { return nullptr; }

// expect reference: params 1
Shape<int> &reference(Shape<int> &&a) { return a; }

// expect picker: params 1, cognitive 1
int (*picker(int which))(int, int) { return which ? nullptr : nullptr; }

// expect attributed: lines 119-122, sloc 4
[[nodiscard]]
__attribute__((noinline))
static int
attributed()
{
	return 1; }

// expect generic: params 2
auto generic(auto a, auto... rest) { return (a + ... + rest); }

// expect named: kind lambda, params 1, cognitive 1
constexpr auto named = [](int a) { return a ? 1 : 2; };

// expect main: kind function, params 2, sloc 6
int main(int argc, char **argv)
{
	auto text = R"(raw
text)";
	// a comment is no code
	return 1'000 + "a"_km;
}
