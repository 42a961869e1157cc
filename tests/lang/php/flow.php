<?php
// What each construct of PHP adds.  The answers follow from Campbell's white
// paper 1.7 and McCabe 1976, counted by hand beside the code.

// expect plain: kind function, cyclomatic 1, cognitive 0, nesting 0, params 0, sloc 4
function plain()
{
    return 1;
}

// expect branches: cyclomatic 3, cognitive 3, nesting 1, params 1
function branches($a)
{
    if ($a > 1) {           // +1
        return 1;
    } elseif ($a < -1) {    // +1
        return -1;
    } else {                // +1
        return 0;
    }
}

// expect twoWords: cyclomatic 5, cognitive 6, nesting 2
function twoWords($a)
{
    if ($a > 1)             // +1
        return 1;
    else if ($a < -1)       // +1: in two words as in one
        while ($a < 0)      // +2
            $a++;
    else {                  // +1
        $a = 0;
    }
    return $a ?: 2;         // +1
}

// expect colons: cyclomatic 4, cognitive 5, nesting 2
function colons($a)
{
    if ($a > 1):            // +1
        return 1;
    elseif ($a < -1):       // +1
        return -1;
    else:                   // +1
        foreach ($a as $b): // +2
            echo $b;
        endforeach;
    endif;
}

// expect elseHoldingIf: cyclomatic 3, cognitive 4, nesting 2
function elseHoldingIf($a, $b)
{
    if ($a) {               // +1
        return 1;
    } else {                // +1
        if ($b) {           // +2: nested, it is no else if
            return 2;
        }
    }
    return 0;
}

// expect loops: cyclomatic 5, cognitive 10, nesting 4
function loops($all)
{
    for ($i = 0; $i < 3; $i++)                  // +1
        foreach ($all as $key => [$a, $b])      // +2
            while ($a > $i)                     // +3
                do {                            // +4
                    $i++;
                } while ($i < 2);
}

// expect attempt: cyclomatic 5, cognitive 5, nesting 2
function attempt($path)
{
    try {                                   // free
        open($path);
    } catch (IOException | Other $e) {      // +1
        if ($e === null) {                  // +2
            throw $e;
        }
    } catch (\Exception) {                  // +1
    } finally {                             // free
        $ok = $path === null || $done;      // +1
    }
}

// expect choose: cyclomatic 4, cognitive 1, nesting 1
function choose($a)
{
    switch ($a) {       // +1
        case 1:
        case 2:
            return 1;
        case 3;
            break;
        default:
            return 0;
    }
}

// expect arms: cyclomatic 4, cognitive 3, nesting 1
function arms($a)
{
    return match (true) {       // +1
        $a > 1, $a < -1 => 1,   // one arm
        $a === 0 => $a ? 1 : 2, // +2
        default => 3,
    };
}

// expect sequences: cyclomatic 13, cognitive 10, nesting 1, params 4
function sequences($a, $b, $c, $d)
{
    $x = $a && $b && $c;        // +1
    $y = $a && ($b || $c) || $d; // +2: && then ||, parentheses are transparent
    $z = $a and $b or $c;       // +2
    $z = $a AND $b OR $c;       // +2
    $w = $a xor $b;             // free
    if ($a && !($b && $c)) {    // +1 if, +1 and +1: the negation begins anew
        return $x;
    }
    return $y;
}

// expect free: cyclomatic 1, cognitive 0
function free($a)
{
    $b = $a?->run()?->stop() ?? $a['x'] ?? null;
    $b ??= @fopen($a);
    return $a & $b | $a ^ $b;
}

// expect ternary: cyclomatic 3, cognitive 3, nesting 0
function ternary($a)
{
    return $a > 0 ? ($a > 1 ? 2 : 1) : 0;   // +1, +2
}

// expect jumps: cyclomatic 7, cognitive 12, nesting 2
function jumps($a)
{
    while (true) {          // +1
        if ($a > 1) {       // +2
            continue 2;     // +1: with a number
        }
        if ($a > 2) {       // +2
            break 2;        // +1
        }
        if ($a > 3) {       // +2
            goto end;       // +1
        }
        break;              // free
    }
    end:
    return $a || $b && $c; // +2
}

// expect nested: cyclomatic 4, cognitive 6, nesting 1
function nested($a)
{
    if ($a > 0) {                               // +1
        run(function ($b) use ($a) {            // nests
            if ($b > 1) {                       // +3: in the if and in the closure
                stop();
            }
        });
    }
    return fn ($b) => $b > 1 ? 1 : plain(1);    // +2
    function inner() { return 1; }
}

// expect withClass: cyclomatic 2, cognitive 1
function withClass($a)
{
    if ($a > 0) {                               // +1
        return new class($a) extends Base {
            // expect withClass::<anonymous>::run: kind method, cyclomatic 2, cognitive 1
            public function run()
            {
                if ($this->a) {                 // +1: a method is a unit of its own
                    stop();
                }
            }
        };
    }
}

// expect text: cyclomatic 3, cognitive 2
function text($a, $b)
{
    $c = "{$a[$b ? 1 : 2]} && $b";      // +1
    return <<<END
        {$a[$b ? 1 : 2]} || $b
        END;
    // +1
}

// expect page: cyclomatic 2, cognitive 1, sloc 6
function page($a)
{
    if ($a) { ?>
        <b>some && text</b>
    <?php }
}
