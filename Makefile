# How bole is built.  `make help` lists what can be asked for.

# --- settings: `make NAME=value` ---------------------------------------------

PREFIX = /usr/local
BUILD = build
CFLAGS = -O2 -g
# SANITIZE=1: our own code with AddressSanitizer and UBSan, in a folder of its own
SANITIZE =
# TREE_SITTER=system: the core that pkg-config finds, 0.25 or newer, not the pinned one
TREE_SITTER =
# LINK=shared: the program with shared libraries only, as a distribution wants it.  By default
# libgit2 goes in without its network parts, where its archive and those it needs are there.
LINK = static
# Compiled once and shared by every BUILD; `make clean` keeps them.
GRAMMAR_BUILD = build/grammars
# At every level from -O1 to -O3 they parse equally fast (within 3 %): most of them is data.
GRAMMAR_CFLAGS = -O2 -w
SCANNER_CFLAGS = -include $(CURDIR)/scripts/scanner_memory.h

# A grammar is its npm package, and the folder in it if any.
GRAMMARS = tree-sitter-bash tree-sitter-c tree-sitter-c-sharp tree-sitter-cpp tree-sitter-go \
	tree-sitter-java tree-sitter-javascript @tree-sitter-grammars/tree-sitter-kotlin \
	@tree-sitter-grammars/tree-sitter-lua tree-sitter-php/php tree-sitter-python \
	tree-sitter-ruby tree-sitter-rust tree-sitter-scala tree-sitter-swift \
	tree-sitter-typescript/tsx tree-sitter-typescript/typescript
# A library is its pkg-config name; xxhash is a header and nothing to link.
LIBRARIES = libgit2 sqlite3 jansson
# The floors of the house, lowest first.  Each is an archive, and the tests of a room are
# linked with its own floor and those below: a call upwards does not link.  Only languages
# are proved further up, by their facts, and trees by languages.
FLOORS = base git lang syntax facts clones regions judge trend history output page

# --- what follows from them ------------------------------------------------------

CC = gcc
PKG_CONFIG = pkg-config
MAKEFLAGS += --no-builtin-rules -j$(shell nproc)

WARNINGS = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
	-Wwrite-strings -Wvla -Werror=implicit
HARDENING = -fPIE -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
LINKING = -pie -Wl,-z,relro,-z,now,--as-needed,--build-id
ifdef SANITIZE
override BUILD := $(BUILD)/asan
override CFLAGS := -O1 -g
HARDENING = -fPIE -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
LINKING = -pie -fsanitize=address,undefined -Wl,--build-id
endif
# Set by `make fuzz` alone.
ifdef FUZZ
override BUILD := $(BUILD)/fuzz
override CFLAGS := -O1 -g
override CC = clang
HARDENING = -fPIE -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=all
LINKING = -pie -fsanitize=fuzzer,address,undefined
endif

PINNED = node_modules/.pinned
CORE = node_modules/tree-sitter/vendor/tree-sitter/lib
CORE_CFLAGS = -isystem $(CORE)/include
# Where it is the pinned one, a walk goes along its nodes as they lie in memory.
CORE_INSIDE = -isystem $(CORE)/src -DCORE_INSIDE
CORE_OBJECT = $(GRAMMAR_BUILD)/core.o
ifeq ($(TREE_SITTER),system)
CORE_CFLAGS := $(shell $(PKG_CONFIG) --cflags 'tree-sitter >= 0.25')
CORE_LIBS := $(shell $(PKG_CONFIG) --libs 'tree-sitter >= 0.25')
CORE_INSIDE =
CORE_OBJECT =
endif

LIBRARY_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(LIBRARIES))
LIBRARY_LIBS := $(shell $(PKG_CONFIG) --libs $(LIBRARIES))
STANDARD = -std=c11 -D_GNU_SOURCE
OUR_CFLAGS = $(STANDARD) $(CFLAGS) $(WARNINGS) $(HARDENING) -MMD -MP -Iinclude -I. \
	-include bole/banned.h $(CORE_CFLAGS) $(LIBRARY_CFLAGS)
comma = ,
# Archives that call each other, in any order.
group = -Wl,--start-group $(1) -Wl,--end-group
LDLIBS = $(CORE_LIBS) $(LIBRARY_LIBS) -lm

# What libgit2 stands on, ssh apart; all of it has to be there as archives.
ARCHIVE_DIR := $(shell $(PKG_CONFIG) --variable=libdir libgit2)
ARCHIVES := $(patsubst -l%,$(ARCHIVE_DIR)/lib%.a,$(filter -l%,$(filter-out -lssh2 -lrt -lpthread -ldl, \
	$(shell $(PKG_CONFIG) --static --libs $(LIBRARIES)))))
ifeq ($(LINK),static)
ifeq ($(filter-out $(wildcard $(ARCHIVES)) -lm,$(filter-out %/libm.a,$(ARCHIVES))),)
NO_NETWORK = $(BUILD)/obj/no_network.o
LINKED = $(ARCHIVES)
PROGRAM_LIBS = $(NO_NETWORK) $(call group,$(filter-out %/libm.a,$(ARCHIVES))) $(CORE_LIBS) -lm \
	$(addprefix -Wl$(comma)--wrap=,$(shell scripts/no-network))
endif
endif
PROGRAM_LIBS ?= $(LDLIBS)

# One short line for each step; V=1 shows the commands.
V =
step = $(if $(V),,@printf "  %-5s %s\n" "$(1)" "$(or $(2),$@)";)
object = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
grammar = $(GRAMMAR_BUILD)/$(subst /,-,$(1)).o
PARSERS = $(GRAMMAR_BUILD)/grammars.a $(CORE_OBJECT)
TESTS = $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/*/test_*.c))
OUR_FILES = $(wildcard include/bole/*.h metrics/*/*.[ch] hooks/*.[ch] tests/*.[ch] tests/*/*.[ch])

# --- the program -------------------------------------------------------------------

all: $(BUILD)/bole ## builds the program (also without a word)

define FLOOR
LIBS := $(BUILD)/lib/$(1).a $$(LIBS)
$(BUILD)/lib/$(1).a: $(call object,$(filter-out hooks/bole.c,$(wildcard $(2)/*.c)))
$(filter $(BUILD)/tests/$(1)/%,$(TESTS)): $$(LIBS) $(PARSERS)
tests/$(1): $(filter $(BUILD)/tests/$(1)/%,$(TESTS))
	$$(if $$^,scripts/run-tests $$^)
.PHONY: tests/$(1)
endef
$(foreach room,$(FLOORS),$(eval $(call FLOOR,$(room),metrics/$(room))))
$(eval $(call FLOOR,hooks,hooks))
$(filter $(BUILD)/tests/lang/% $(BUILD)/tests/syntax/%,$(TESTS)): $(BUILD)/lib/syntax.a $(BUILD)/lib/facts.a
HARNESSES = $(filter $(BUILD)/tests/fuzz/%,$(TESTS))
$(HARNESSES): $(LIBS) $(PARSERS) $(if $(FUZZ),,$(BUILD)/obj/tests/fuzz/replay.o)

$(BUILD)/bole: $(BUILD)/obj/hooks/bole.o $(LIBS) $(PARSERS) | $(NO_NETWORK)
	$(call step,LINK) $(CC) $(LINKING) $(LDFLAGS) -o $@ $(call group,$^) $(PROGRAM_LIBS)

$(BUILD)/obj/no_network.o: scripts/no-network $(ARCHIVE_DIR)/libgit2.a
	@mkdir -p $(@D)
	$(call step,CC,$@) scripts/no-network $(ARCHIVE_DIR)/libgit2.a | \
		$(CC) -O2 -fPIE -fno-builtin -xc -c -o $@ -

$(BUILD)/obj/metrics/syntax/stride.o $(BUILD)/obj/metrics/syntax/grammar.o: CORE_CFLAGS += $(CORE_INSIDE)

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(call step,CC,$<) $(CC) $(OUR_CFLAGS) -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/obj/tests/%.o
	@mkdir -p $(@D)
	$(call step,LINK) $(CC) $(LINKING) $(LDFLAGS) -o $@ $(call group,$^) -lcmocka $(LDLIBS)

# From scratch: an archive keeps the members of files that are gone.
%.a:
	@mkdir -p $(@D)
	@rm -f $@
	$(call step,AR) $(AR) rcs $@ $^

# --- the page of `bole trend --html` ---------------------------------------------------

# Its style and script in one file, which lies in the program as bytes.
PAGE = $(BUILD)/page.html
$(PAGE): $(wildcard metrics/page/web/*) $(PINNED)
	@mkdir -p $(@D)
	$(call step,PAGE) node metrics/page/web/bundle.mjs $@

TEMPLATE = $(BUILD)/obj/metrics/page/template.o
$(BUILD)/lib/page.a: $(TEMPLATE)
$(TEMPLATE): metrics/page/template.S $(PAGE)
	@mkdir -p $(@D)
	$(call step,CC,$<) $(CC) -DPAGE_TEMPLATE='"$(PAGE)"' -c -o $@ $<

# --- the parser and its grammars -----------------------------------------------------

# By content, so that a checkout that only touches the lock file costs nothing.
$(PINNED): package-lock.json
	@cmp -s $< $@ || { npm ci --loglevel=error && cp $< $@; }

# Parser and scanner become one object; which grammars have a scanner is known after npm ci.
define GRAMMAR
$(call grammar,$(1)): $(PINNED)
	@mkdir -p $$(@D)
	$$(call step,CC,$(1)) cd node_modules/$(1)/src && $(CC) -std=c11 $(GRAMMAR_CFLAGS) $(SCANNER_CFLAGS) -fPIE \
		-I. -r -nostdlib -o $$(abspath $$@) parser.c $$$$(ls scanner.c 2>&-)
endef
$(foreach g,$(GRAMMARS),$(eval $(call GRAMMAR,$g)))

$(GRAMMAR_BUILD)/core.o: $(PINNED)
	@mkdir -p $(@D)
	$(call step,CC,tree-sitter) $(CC) $(STANDARD) $(GRAMMAR_CFLAGS) -fPIE -I$(CORE)/include -I$(CORE)/src -c -o $@ $(CORE)/src/lib.c

$(GRAMMAR_BUILD)/grammars.a: $(foreach g,$(GRAMMARS),$(call grammar,$g))
OBJECTS = $(call object,$(filter %.c,$(OUR_FILES)))
$(OBJECTS): | $(PINNED)

# --- everything else --------------------------------------------------------------------

# The long ones first, so that no core waits for the last.  What reads our text alone, and runs
# nothing of it, has nothing to show to a sanitizer.
CHECKS = $(if $(SANITIZE),,scripts/style scripts/walls) tests/page/browser.mjs \
	$(shell ls -S tests/e2e/*.bats) scripts/self $(TESTS)
check: $(BUILD)/bole $(TESTS) ## runs every test; ends with "N passed, N failed"
	@BUILD=$(BUILD) BOLE=$(abspath $(BUILD)/bole) scripts/run-tests $(CHECKS)

compile: $(OBJECTS) ## compiles every C file of ours, tests too, and links nothing

REPOSITORIES = .
bench: $(BUILD)/bole $(BUILD)/tests/bench/bench ## measures bole against the least that its work can cost; REPOSITORIES="…"
	@$(BUILD)/tests/bench/bench $(abspath $(BUILD)/bole) $(REPOSITORIES)
$(BUILD)/tests/bench/bench: $(call object,$(wildcard tests/bench/*.c)) $(LIBS) $(PARSERS)

SECONDS = 60
fuzz: $(if $(FUZZ),$(HARNESSES)) ## fuzzes each harness of tests/fuzz for SECONDS=60, with clang
	$(if $(FUZZ),@scripts/fuzz $(SECONDS) $^,@$(MAKE) --no-print-directory FUZZ=1 $@)

# Manual pages and completions, made of the tables that the program holds.
SHARE = $(BUILD)/share/.made
$(SHARE): $(BUILD)/bole scripts/manual hooks/manual.txt
	$(call step,MAN,$(@D)) rm -rf $(@D) && scripts/manual $(BUILD)/bole $(@D) && touch $@
SHARED = man/man1/*.1 bash-completion/completions/bole zsh/vendor-completions/_bole \
	fish/vendor_completions.d/bole.fish
# Where they lie here, so that they find each other.
DOCUMENTS = README.md CHANGELOG.md SECURITY.md hooks/*.md metrics/*.md metrics/*/*.md
INSTALLED_SHARE = $(abspath $(DESTDIR)$(PREFIX)/share)

install: $(BUILD)/bole $(SHARE) ## copies the program, its manual and completions below PREFIX (and DESTDIR)
	install -D -m 755 $(BUILD)/bole $(DESTDIR)$(PREFIX)/bin/bole
	ln -sf bole $(DESTDIR)$(PREFIX)/bin/git-bole
	cd $(BUILD)/share && for file in $(SHARED); do install -D -m 644 $$file $(INSTALLED_SHARE)/$$file; done
	for file in metrics/output/schema/*.json hooks/ci/* hooks/agents/* hooks/dashboards/*; do \
		folder=$${file%/*}; mode=644; [ ! -x $$file ] || mode=755; \
		install -D -m $$mode $$file $(INSTALLED_SHARE)/bole/$${folder##*/}/$${file##*/}; done
	for file in $(DOCUMENTS); do install -D -m 644 $$file $(INSTALLED_SHARE)/doc/bole/$$file; done

uninstall: $(SHARE) ## removes what install copied
	rm -f $(DESTDIR)$(PREFIX)/bin/bole $(DESTDIR)$(PREFIX)/bin/git-bole
	cd $(BUILD)/share && for file in $(SHARED); do rm -f $(INSTALLED_SHARE)/$$file; done
	rm -rf $(INSTALLED_SHARE)/bole $(INSTALLED_SHARE)/doc/bole

deb: $(BUILD)/bole $(SHARE) ## makes a Debian package of it, in BUILD
	+@scripts/deb $(BUILD) $(LINKED)

tarball: $(BUILD)/bole $(SHARE) ## makes an archive of it that runs wherever it is unpacked, in BUILD
	+@scripts/tarball $(BUILD) $(LINKED)

format: ## lays out our C files as .clang-format says
	clang-format -i $(OUR_FILES)

clean: ## removes what was built of our own code
	rm -rf $(BUILD)/bole $(PAGE) $(BUILD)/obj $(BUILD)/lib $(BUILD)/tests $(BUILD)/asan $(BUILD)/fuzz $(BUILD)/share

distclean: clean ## removes the grammars and npm's packages too
	rm -rf $(BUILD) $(GRAMMAR_BUILD) node_modules

help: ## prints this
	@echo 'make [NAME=value …] [WHAT]'
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | while IFS="	" read -r what does; do \
		printf '  %-10s %s\n' "$$what" "$$does"; done
	@echo 'Settings are the first lines of the Makefile: PREFIX, DESTDIR, BUILD, CFLAGS, SANITIZE …'

.PHONY: all check compile bench fuzz install uninstall deb tarball format clean distclean help
.DELETE_ON_ERROR:
.SECONDARY:
-include $(wildcard $(BUILD)/obj/*/*.d $(BUILD)/obj/*/*/*.d)
