# frozen_string_literal: true

# How real code of Ruby puts its constructs together: the ones that stand apart are
# in flow.rb.  Counted by hand from Campbell's white paper 1.7 and McCabe 1976.
module Idioms
  LIMIT = (ENV["LIMIT"] || 3).to_i

  # expect Idioms::Error::initialize: kind constructor, params 2, cyclomatic 2, cognitive 1
  class Error < StandardError
    def initialize(message = nil, code: 1)
      super(message || "failed #{code}") # +1
    end
  end

  # expect Idioms::find: kind method, params 2, cyclomatic 6, cognitive 7, nesting 1
  def self.find(id, scope: all)
    return unless id # +1
    scope.each_with_object([]) do |item, found|
      next if item.id != id # +2
      found << item unless found.include?(item) || item.deleted? # +2, +1
    end.first or raise Error, "none" # +1
  end

  # expect Idioms::load: kind method, params 1, cyclomatic 5, cognitive 5, nesting 2
  def load(path)
    @loaded ||= begin
      tries ||= 0
      File.open(path) { |f| f.read }
    rescue Errno::ENOENT, IOError => e # +1
      retry if (tries += 1) < 3 && !e.fatal? # +2, +1
      nil
    ensure
      close if open? # +1
    end
  end

  # expect Idioms::classify: kind method, cyclomatic 9, cognitive 4, nesting 1
  def classify(value)
    case value # +1
    in Integer | Float => n if n.positive? && n < 9 then :few # +1; the guard decides, too
    in { type: "a", items: [first, *] } then first ? :a : :b # +2
    in [] | nil then :none
    in String => s unless s.empty? then s
    else :other
    end
  end

  # expect Idioms::conditional: kind method, cyclomatic 5, cognitive 7, nesting 2
  def conditional(a, b)
    result = if a # +1
               b ? 1 : 2 # +2
             elsif b # +1
               3
             else # +1
               case when a then 4 end # +2
             end
    result
  end

  # expect Idioms::loops: kind method, cyclomatic 6, cognitive 8, nesting 2
  def loops(n)
    until n.zero? # +1
      n -= 1
      begin
        break
      end while n > 1 # +2
    end
    loop do
      break if n > 3 # +2
      redo unless n # +2
    end
    n += 1 while n < LIMIT # +1
  end

  class Builder
    include Enumerable
    attr_accessor :items

    # expect Idioms::Builder::each: kind method, params 0, cyclomatic 2, cognitive 1
    def each(&block)
      return enum_for(:each) unless block_given? # +1
      @items.each(&block)
    end

    # expect Idioms::Builder::method_missing: kind method, params 2, cyclomatic 3, cognitive 3
    def method_missing(name, *args, &block)
      if name.end_with?("=") # +1
        @items[name] = args.first
      else # +1
        @items.fetch(name) { super } || args # +1
      end
    end

    # expect Idioms::Builder::respond_to_missing?: kind method, params 2, cyclomatic 2, cognitive 1
    def respond_to_missing?(name, include_private = false) = @items.key?(name) || super # +1

    # expect Idioms::Builder::safe: kind method, cyclomatic 3, cognitive 2
    def safe
      Integer(@items) rescue @items&.size || 0 # +1, +1
    end

    # expect Idioms::Builder::<<: kind operator, params 1
    def <<(item)
      tap { @items << item }
    end

    # expect Idioms::Builder::build: kind method, cyclomatic 1, cognitive 0
    # expect Idioms::Builder::reset: kind method, cyclomatic 1
    class << self
      def build(...) = new(...).tap { |b| b.freeze } unless false # a modifier of the class's own code

      private

      def reset; end
    end
  end

  # expect Idioms::Row::total: kind function, cyclomatic 2, cognitive 2
  Row = Struct.new(:cells, keyword_init: true) do
    def total = cells.sum { |c| c.is_a?(Row) ? c.total : c.to_i } # +2
  end

  # expect Idioms::sanitize: kind method, params 1, cyclomatic 4, cognitive 5
  private def sanitize(text)
    text.gsub(/[<>]/) { |m| m == "<" ? "&lt;" : "&gt;" } # +2
        .then { |t| t.empty? && text ? nil : t } # +2, +1
  end
end
