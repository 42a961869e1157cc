// What the grammar stumbles over is read all the same.

// expect Newer.joined: quality measured, cyclomatic 4, cognitive 3, nesting 1, lines 5-12, sloc 8
object Newer {
  def joined(a: Boolean, b: Boolean, c: Boolean): Boolean =
    val sound = a // the first
      && b                                                // +1
      || c                                                // +1
    if sound then {                                       // +1
      stop()
    }
    sound

  // expect Newer.branches: quality measured, cyclomatic 5, cognitive 5, nesting 2
  def branches(a: Int, b: Option[Int]): Int =
    // +1: an if, as another follows
    if (a > 1)
      b match {                                           // +2
        case Some(c) if c > 1 => c
        case _                => 0
      } else if (a > 2) 3                                 // +1
    else 4                                                // +1

  // expect Newer.OptionToText.text: quality measured, cyclomatic 2, cognitive 1
  given OptionToText[A](using Text[A]): Text[Option[A]] with {
    def text(a: Option[A]): String = if (a.isEmpty) "" else "some" // +1
  }

  // expect Newer.captured: quality measured, cyclomatic 2, cognitive 1
  def captured(a: Seq[Int]^): Seq[Int]^{a} = {
    extension.remove(a)
    persist(a) { _ =>
    }
    for (i ← a) stop()                                    // +1
    a
  }
}
