// What each construct of Scala adds.  The answers follow from Campbell's white
// paper 1.7 and McCabe 1976, counted by hand beside the code.
object Flow {
  // expect Flow.plain: kind method, cyclomatic 1, cognitive 0, nesting 0, params 0, sloc 3
  def plain: Int = {
    1
  }

  // expect Flow.branches: cyclomatic 3, cognitive 3, nesting 1, params 1
  def branches(a: Int): Int = {
    if (a > 1) { // +1
      1
    } else if (a < -1) { // +1
      -1
    } else { // +1
      0
    }
  }

  // expect Flow.elseHoldingIf: cyclomatic 3, cognitive 4, nesting 2
  def elseHoldingIf(a: Boolean, b: Boolean): Unit = {
    if (a) { // +1
      one()
    } else { // +1
      if (b) { // +2: nested, it is no else if
        two()
      }
    }
  }

  // expect Flow.conditional: cyclomatic 5, cognitive 5, nesting 1
  def conditional(a: Boolean): Int = {
    val x = if (a) 1 else 2 // +1: a conditional expression
    if (a) one() // +1
    for (b <- x) { // +1
      call(if (b) one else two) // +2
    }
  }

  // expect Flow.chain: cyclomatic 3, cognitive 3, nesting 1
  def chain(a: Int): Int =
    if (a > 1) 1 // +1: more than two ways are an if
    else if (a < 0) 2 // +1
    else 3 // +1

  // expect Flow.loops: cyclomatic 4, cognitive 6, nesting 3
  def loops(a: Seq[Int]): Unit = {
    for (x <- a; y <- x) { // +1
      while (y) { // +2
        do { // +3
          one()
        } while (x)
      }
    }
  }

  // expect Flow.comprehension: cyclomatic 3, cognitive 2, nesting 0
  def comprehension(a: Seq[Int]): Seq[Int] =
    for { // free
      x <- a if x > 1 && x < 3 // +1
      y = x
    } yield if (y) x else y // +1

  // expect Flow.choose: cyclomatic 8, cognitive 4, nesting 1
  def choose(a: Any, b: Boolean): Int = {
    a match { // +1
      case 1 | 2 => 1
      case x: Int if b && x > 1 => 2 // +1 for &&; the guard is a decision
      case _: String => // a type, and not the rest
        if (b) 3 else 4 // +2
      case Some(x) => x
      case _ => 0
    }
  }

  // expect Flow.exceptions: cyclomatic 6, cognitive 4, nesting 2
  def exceptions(a: Boolean): Unit = {
    try {
      one()
    } catch { // +1, however many there are
      case e: TypeError => if (a) two() // +2
      case NonFatal(e) => two()
      case _: Throwable => three()
    } finally {
      if (a) one() // +1
    }
    try one() finally two()
    Try(one()).getOrElse(two())
  }

  // expect Flow.sequences: cyclomatic 9, cognitive 6, nesting 1, params 4
  def sequences(a: Boolean, b: Boolean, c: Boolean, d: Boolean): Boolean = {
    val x = a && b && c // +1
    val y = a && (b || c) || d // +2: && then ||, parentheses are transparent
    if (a && !(b && c)) { // +1 if, +1 and +1: the negation begins anew
      return x
    }
    y
  }

  // expect Flow.closures: cyclomatic 5, cognitive 9, nesting 1
  def closures(list: Seq[Int]): Unit = {
    list.map(x => if (x > 1) 1 else 2) // +2: in a lambda
    list.foreach { x =>
      while (x) { one() } // +2
    }
    def local(a: Boolean) = {
      if (a) { one() } // +2
    }
    list.filter(_ > 1).map { case (x, y) => x } // one arm takes all
    list.exists { y =>
      y match { // +2
        case _ => true
      }
    }
    local(list.isEmpty && list.isEmpty) // +1
  }

  // expect Flow.arms: cyclomatic 4, cognitive 2, nesting 1
  def arms: Receive = {
    case One => 1
    case Two(x) => if (x) { 2 } // +2
    case _ => 0
  }

  // expect Flow.inText: cyclomatic 3, cognitive 2, nesting 0
  def inText(a: Boolean): String =
    s"one ${if (a) 1 else 2} $a" + // +1
      f"""two ${a && a}""" // +1

  // expect Flow.overLines: cyclomatic 6, cognitive 4, nesting 0, lines 132-145, sloc 13
  def overLines(a: Boolean, b: Boolean, c: Boolean): Boolean = {
    val first = a && // +1
      b &&           // the same sequence
      c
    val second = check(a) ||                      // +1: here, too

      check(b)
    all { x =>
      (x == a) &&    // +1
      (x == b)
    }
    first
      || second      // +1
  }
}
