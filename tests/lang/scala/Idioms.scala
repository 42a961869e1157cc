// How real code of Scala puts its constructs together: the ones that stand apart
// are in Flow.scala.  Counted by hand from Campbell's white paper 1.7 and McCabe 1976.
package example.idioms

import scala.util.{Failure, Success, Try}
// expect import: module scala.util.Failure
// expect import: module scala.util.Success
// expect import: module scala.util.Try

final class Idioms[A](private val size: Int = if (limit > 1) 1 else 2)(implicit ec: Context)
    extends Base with Logging {

  // expect Idioms.load: kind method, params 2, cyclomatic 8, cognitive 3, nesting 0
  def load(id: Long, retry: Boolean = false): Future[Option[A]] = {
    store.get(id).flatMap {
      case Some(a) if a.open && retry => Future.successful(Some(a)) // +1; the guard decides
      case Some(_) => Future.successful(None)
      case None =>
        if (retry) load(id) // +2: in a function
        else Future.failed(new Error("none")) // a conditional expression
    }.recover {
      case e: Timeout if !retry => None
      case NonFatal(e) => logger.warn("x", e); None
    }
  }

  // expect Idioms.total: kind method, cyclomatic 4, cognitive 5
  def total(items: Seq[Item]): Int = items
    .filter(i => i.open && !i.late) // +1
    .map { i => if (i.paid) i.sum else 0 } // +2
    .foldLeft(0) { (sum, n) => if (n > 0) sum + n else sum } // +2

  // expect Idioms.comprehended: kind method, cyclomatic 3, cognitive 3
  def comprehended(a: Option[Int], b: Option[Int]): Option[Int] =
    for {
      x <- a
      y <- b if y > 0 && x > 0 // +1
      z = x + y
      w <- Some(z).filter(n => if (n > 1) true else false) // +2: in a lambda
    } yield w

  // expect Idioms.attempt: kind method, cyclomatic 6, cognitive 4, nesting 1
  def attempt(text: String): Either[String, Int] =
    try Right(text.toInt)
    catch { // +1
      case _: NumberFormatException => Left(if (text == null) "null" else text) // +2
      case e: Exception if e.getCause == null => Left("b")
    } finally done = true || late // +1

  // expect Idioms.matched: kind method, cyclomatic 10, cognitive 4, nesting 2
  def matched(value: Any): String = value match { // +1
    case (a: Int, _) if a > 0 => "pair"
    case head :: tail => "list"
    case Array(1, _*) | Vector() => "few"
    case s"$a-$b" => if (a == b) { "same" } else { "different" } // +2, +1
    case `size` => "size"
    case x @ (_: String | _: Char) => x.toString
    case other => "other"
  }

  // expect Idioms.tried: kind method, cyclomatic 5, cognitive 2, nesting 1
  def tried(a: Try[Int]): Unit = a match { // +1
    case Success(n) => println(n)
    case Failure(e) => list.collect { case x if x > 0 && size > 1 => x } // +1 the operator
  }

  // expect Idioms.loops: kind method, cyclomatic 7, cognitive 9, nesting 2
  def loops(n: Int): Unit = {
    var i = 0
    while (i < n && !done) { // +1, +1
      i += 1
      for (j <- 0 until i; if j % 2 == 0) println(j) // +2
    }
    do { i -= 1 } while (i > 0) // +1
    (1 to n).foreach { k =>
      if (k > 1) println(k) // +2
      else if (k < 0) println(-k) // +1
      else println(0) // +1
    }
  }

  // expect Idioms.lazily: kind lambda, params 1, cyclomatic 2, cognitive 1
  lazy val lazily = (n: Int) => n > 0 && n < 9 // +1

  private val table = Map("a" -> { if (size > 1) 1 else 2 }) // of no function

  // expect Idioms.::: kind operator, params 1
  def ::(other: A): Idioms[A] = this

  // expect Idioms.apply: kind method, params 1
  def apply(f: => A): A = f

  // expect Idioms.curried: kind method, params 3, cyclomatic 2, cognitive 1
  def curried(a: Int)(b: Int => Boolean)(implicit c: Context): Int = if (b(a)) a else 0 // +1
}

// expect Idioms.apply: kind method, params 1
// expect Idioms.unapply: kind method, params 1, cyclomatic 2, cognitive 1
object Idioms {
  def apply(size: Int): Idioms[Int] = new Idioms[Int](size)
  def unapply(i: Idioms[Int]): Option[Int] = if (i.size > 0) Some(i.size) else None // +1
}

// expect Ops.between: kind method, params 2, cyclomatic 2, cognitive 1
implicit class Ops(private val n: Int) extends AnyVal {
  def between(a: Int, b: Int): Boolean = n >= a && n <= b // +1
}
