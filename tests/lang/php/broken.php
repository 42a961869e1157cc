<?php
// What does not parse costs the unit it stands in, and nothing else.
class Broken
{
    // expect Broken::before: quality measured, cognitive 1
    function before($a)
    {
        return $a ? 1 : 2;
    }

    // expect Broken::wrong: quality broken
    function wrong($a)
    {
        $b = ($a + ;
        return $b;
    }

    // expect Broken::after: quality measured, cognitive 1
    function after($a)
    {
        while ($a > 1)
            $a--;
    }
}
