# expect script: kind function, lines 2-4, params 0
def script
  Shape.new
end

module Geometry
  # expect Geometry::area: kind method, params 1
  def self.area(shape) = shape.area

  class Shape < Base
    attr_reader :sides

    # expect Geometry::Shape::initialize: kind constructor, lines 14-16, params 7
    def initialize(name, size = 1, *rest, key:, other: 2, **options,
                   (a, b), &block)
      @name = name; end

    # expect Geometry::Shape::==: kind operator, params 1
    def ==(other)
      other.is_a?(Shape)
    end

    # expect Geometry::Shape::<=>: kind operator
    # expect Geometry::Shape::[]: kind operator
    def <=>(other) = 0
    def [](index) = 1

    # expect Geometry::Shape::name=: kind setter, params 1
    def name=(value)
      @name = value
    end

    # expect Geometry::Shape::empty?: kind method, params 0
    # expect Geometry::Shape::clear!: kind method
    def empty? = true
    def clear!; end

    # expect Geometry::Shape::create: kind method
    # expect Geometry::Shape::hidden: kind method
    class << self
      def create; end
      private def hidden; end
    end

    # expect Geometry::Shape::forward: params 1
    def forward(...)
      other(...)
    end

    included do
      # expect Geometry::Shape::in_a_block: kind function, cyclomatic 2
      def in_a_block(a)
        a && 1
      end
    end

    validates :name, if: -> { name && size } # no unit

    # expect Geometry::Shape::HANDLER: kind lambda, params 2, cyclomatic 2
    HANDLER = ->(a, b) { a || b }
    # expect Geometry::Shape::OTHER: kind lambda, params 1
    OTHER = proc { |a; local| a }
    # expect Geometry::Shape::THIRD: kind lambda, params 1, lines 64-66
    THIRD = lambda do |a|
      a
    end
  end

  class A::B::Inner
    # expect Geometry::A::B::Inner::m: kind method
    def m; end
  end

  # expect Geometry::Point::x: kind function
  Point = Struct.new(:a) do
    def x = 1
  end
end

# expect outer: cyclomatic 1
def outer
  # expect outer::inner: cyclomatic 2
  def inner(a) = a ? 1 : 2
end

describe Geometry do
  # expect helper: kind function
  def helper; end

  it "is no unit" do
    helper if true
  end
end

__END__
def no_code; end
