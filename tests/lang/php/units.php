#!/usr/bin/env php
<?php

declare(strict_types=1);

namespace Example\App;

const LIMIT = OTHER;

// expect $twice: kind lambda, params 1
$twice = fn (int $a): int => $a * 2;
// expect $run: kind lambda, params 2, cognitive 1
$run = static function ($a, &...$rest) use ($twice) {
    return $a ? 1 : 0;
};
run(function () { if (true) stop(); });

/** Which functions are units, and what they are called. */
#[Attribute(Attribute::TARGET_CLASS)]
abstract class Units extends Base implements Runnable, \Countable
{
    use Shared, Other { run as protected go; }

    private const SIZE = self::OTHER;
    protected ?int $size = self::SIZE;

    // expect Units::__construct: kind constructor, params 3, lines 29-32, sloc 4
    #[Inject]
    public function __construct(private readonly int $a, protected Base $b = new Base(), $c = null)
    {
        parent::__construct();
    }

    // expect Units::method: kind method, params 4, lines 39-45, sloc 6
    #[Pure]
    #[Other(
        1
    )]
    final protected static function &method(int &$a, ?Units $b = null, int|string ...$rest,
        callable $last): ?static
    {
        // a comment is no code
        $x = 1;
        return $x;
    }

    abstract public function declared(int $a);

    // expect Units::__destruct: kind method
    function __destruct() { }

    // expect Units::list: kind method
    public function list() { return list($a, , $b) = $this->pair(); }

    // expect Units::area: kind method, cognitive 1
    // expect Units::area: kind method, params 1
    public int $area {
        get => $this->size > 1 ? 1 : 2;
        set (int $value) { $this->size = $value; }
    }

    // expect Units::outer: kind method, sloc 3
    public function outer() {
        function local() { return 1; }
    }
}

// expect Shape::name: kind method
interface Shape
{
    const A = 1;
    public function area(): int;
    public static function name() { return 'shape'; }
}

// expect Shared::share: kind method
trait Shared
{
    private function share() { }
}

// expect Suit::label: kind method, cyclomatic 3, cognitive 1
enum Suit: string implements Shape
{
    case Hearts = 'H';
    case Spades = 'S';

    public function label(): string
    {
        return match ($this) {
            Suit::Hearts => 'Red',
            Suit::Spades => 'Black',
        };
    }
}

// expect conditional: kind function
if (!function_exists('conditional')) {
    function conditional() { }
}

return new class {
    // expect <anonymous>::run: kind method
    public function run() { }
};
