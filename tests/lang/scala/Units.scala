package units

// expect top: kind function, lines 4-4, params 1
def top(a: Int): Int = a

/** A comment belongs to nobody. */
@deprecated("x")
final case class Shape[T](private val a: Int, b: String = "s")(implicit c: C)
    extends Base(a) with Mixed {

  // expect Shape.this: kind constructor, params 1
  def this(a: Int) = this(a, "b")

  // expect Shape.area: kind method, lines 17-21, sloc 3, params 4
  @throws("x")
  @inline
  protected override def area[A](a: Int, b: => String)(c: A*)(implicit d: C): Int = {

    // a comment
    a
  }

  def abstractly(a: Int): Int

  // expect Shape.+: kind operator, params 1
  def +(other: Shape) = 1

  // expect Shape.unary_!: kind method
  def unary_! = 1

  // expect Shape.name_=: kind method, params 1
  def name_=(value: String): Unit = { name = value }

  // expect Shape.procedure: kind method, cyclomatic 2
  def procedure() {
    if (a) b
  }

  // expect Shape.add: kind lambda, params 2
  val add = (x: Int, y: Int) => x + y

  // expect Shape.one: kind lambda, params 1
  val one: Int => Int = x => x

  // expect Shape.partial: kind lambda, cyclomatic 2
  val partial: PartialFunction[Int, Int] = {
    case 1 => 2
    case 2 => 3
  }

  list.foreach { x => if (x) y } // code of the constructor, no unit

  implicit class Extra(s: String) {
    // expect Shape.Extra.more: kind method
    def more = s
  }

  // expect Shape.outer: cyclomatic 2
  def outer(a: Boolean) = {
    def inner(b: Boolean) = b && a
    // expect Shape.outer.<anonymous>.run: kind method, cyclomatic 2
    new Runnable {
      def run() = if (a) one()
    }
    inner(a)
  }
}

object Shape {
  // expect Shape.apply: kind method, params 0
  def apply() = new Shape(1)

  object Nested {
    // expect Shape.Nested.deep: kind method
    def deep = 1
  }
}

trait Mixed { self: Base =>
  def m(): Unit
  // expect Mixed.`given`: kind method
  def `given` = 1
}

package object helpers {
  // expect helpers.help: kind method
  def help = 1
}

enum Color(val rgb: Int) {
  case Red extends Color(1)
  // expect Color.mix: kind method
  def mix(other: Color) = other
}

extension (s: String)
  // expect shout: kind method, params 0
  def shout = s.toUpperCase
