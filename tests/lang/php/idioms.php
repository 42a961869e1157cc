<?php
// How real code of PHP puts its constructs together: the ones that stand apart are
// in flow.php.  Counted by hand from Campbell's white paper 1.7 and McCabe 1976.
namespace Example\Idioms;

// expect template: kind function, params 1, cyclomatic 6, cognitive 12, nesting 3
function template(array $rows): void
{
    if (!$rows): ?>                         <!-- +1 -->
        <p>none</p>
    <?php else: ?>                          <!-- +1 -->
        <?php foreach ($rows as $row): ?>   <!-- +2 -->
            <li><?= $row['a'] ?? '' ?></li>
            <?php if ($row['b'] && !$row['c']): ?> <!-- +3, +1 -->
                <b><?= $row['b'] ? 'x' : 'y' ?></b> <!-- +4 -->
            <?php endif ?>
        <?php endforeach;
    endif;
}

// expect switched: cyclomatic 6, cognitive 9, nesting 3
function switched($a)
{
    switch ($a):                            // +1
        case 1:
        case 2:
            while (next($a)):               // +2
                if ($a) continue 2;         // +3, +1
            endwhile;
            break;
        default:
            return match ($a) { 'x' => 1, default => 2 };   // +2
    endswitch;
}

// expect words: cyclomatic 7, cognitive 7, nesting 1
function words($a, $b)
{
    $x = $a or die('no');                   // +1
    if (!$a and ($b or !$x)) return;        // +1, +2
    try { return $a; } catch (\Throwable) { return $b ?: null; }    // +1, +2
}

abstract class Idioms extends Base implements \Countable
{
    // expect Idioms::__construct: kind constructor, params 2, cyclomatic 2, cognitive 1
    public function __construct(private readonly ?string $name = null, protected int|float $size = 0)
    {
        $this->size ??= $name === null ? 1 : 2;     // +1
    }

    // expect Idioms::sorted: kind method, params 1, cyclomatic 6, cognitive 9, nesting 1
    public static function sorted(array $items): array
    {
        usort($items, fn (Item $a, Item $b): int => $a->rank <=> $b->rank ?: ($a->id > $b->id ? 1 : -1)); // +2, +3: in the first
        return array_filter($items, static function ($i) use (&$seen): bool {
            if (isset($seen[$i->id]) || !$i->open) {        // +2, +1
                return false;
            }
            return $seen[$i->id] = true && $i;              // +1
        });
    }

    // expect Idioms::generate: kind method, cyclomatic 4, cognitive 6, nesting 3
    protected function generate(iterable ...$all): \Generator
    {
        foreach ($all as ['a' => $a, 'b' => [$b]]) {        // +1
            for ($i = 0, $n = count($a); $i < $n; ++$i) {   // +2
                if ($a[$i]) yield $i => $b;                 // +3
            }
            yield from $b;
        }
    }

    // expect Idioms::__get: kind method, params 1, cyclomatic 2, cognitive 1
    public function __get($name) { return $this->data[$name] ?? ($this->strict ? throw new \Exception() : null); }  // +1

    abstract protected function far(int $a): static;

    // expect Idioms::attempt: kind method, cyclomatic 5, cognitive 5, nesting 2
    final public function attempt(): ?self
    {
        try {
            do {                                            // +1
                $ok = $this->next() instanceof self && !$ok;    // +1
            } while (!$ok);
        } catch (NotFound | Denied $e) {                    // +1
            throw $e->getCode() > 1 ? $e : new \LogicException('x', 0, $e); // +2
        } finally {
            $this->close();
        }
        return null;
    }
}

// expect Suit::color: kind method, cyclomatic 3, cognitive 1, nesting 1
// expect Suit::parse: kind method, params 1, cyclomatic 2, cognitive 1
enum Suit: string
{
    case Hearts = 'H';
    case Spades = 'S';
    const Wild = self::Spades;

    public function color(): string
    {
        return match (true) {                               // +1
            $this === self::Hearts, $this === self::Wild => 'Red',
            $this === self::Spades => 'Black',
        };
    }

    public static function parse(?string $s): self { return $s ? self::from($s) : self::Wild; }     // +1
}

// expect $handler: kind lambda, params 2, cyclomatic 3, cognitive 2
$handler = function (Request $request, callable $next) use ($app): Response {
    if ($request->ajax() && $app->debug) {                  // +1, +1
        return $next($request);
    }
    return new Response();
};

// expect conditional: kind function, cyclomatic 2, cognitive 1
if (!function_exists('conditional')) {
    function conditional($a = [], ...$rest) { return $a ?: $rest; }     // +1
}
