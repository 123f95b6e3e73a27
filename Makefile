# Everything is built and run by Bun of exactly this version; where it is
# missing, it comes from the npm registry, through npm or whatever bun is there.
bun_version := 1.4.5

ifeq ($(shell bun --version 2>/dev/null),$(bun_version))
bun := bun
else
own_bun := .cache/bun-$(bun_version)/bun
bun := $(CURDIR)/$(own_bun)
endif

.PHONY: run test build dist bench torture screenshots fmt clean

# Builds what is needed and serves http://127.0.0.1:8090 from ./pb_data.
run: build
	./dist/hutch serve --dir ./pb_data --publicDir ./pb_public

# Every check there is; the last line counts them.
test: node_modules/.set-up
	@$(bun) tests/run-checks.ts

# dist/hutch, for this machine.
build: node_modules/.set-up
	@$(bun) src/packaging/build.ts

# Executables for all platforms, with their checksums, in dist/.
dist: node_modules/.set-up
	@$(bun) src/packaging/dist.ts

# How fast dist/hutch is, beside a bare server; ARGS="--help" tells more.
bench: build
	@$(bun) tests/bench/bench.ts $(ARGS)

# Kills dist/hutch again and again while it works, and looks for losses; ARGS="--help" tells more.
torture: build
	@$(bun) tests/torture/torture.ts $(ARGS)

# Pictures of every page of the admin, dark and light, in dist/screenshots.
screenshots: build
	@$(bun) tests/screenshots/screenshots.ts $(ARGS)

fmt: node_modules/.set-up
	$(bun) fmt

clean:
	rm -rf dist build node_modules .cache

node_modules/.set-up: $(own_bun) package.json bun.lock
	$(bun) install --frozen-lockfile
	@touch $@

# The binary lies in a package of its own for each platform, so that no install
# script has to run; which of them suits this machine shows when it is started.
$(own_bun):
	@echo "Fetching Bun $(bun_version) …"; mkdir -p $(@D)
	@echo '{ "private": true }' > $(@D)/package.json
	@cd $(@D) && { npm install --ignore-scripts --no-audit --no-fund bun@$(bun_version) \
		|| bun add --ignore-scripts bun@$(bun_version); } > install.log 2>&1 \
		|| { cat install.log; echo "Bun $(bun_version) is needed: install npm or any version of bun first."; exit 1; } >&2
	@cd $(@D) && for binary in node_modules/@oven/bun-*/bin/bun node_modules/bun/bin/bun.exe; do \
		if [ "$$("./$$binary" --version 2>/dev/null)" = "$(bun_version)" ]; then ln -sf "$$binary" bun; exit 0; fi; \
	done; echo "No binary of Bun $(bun_version) runs on this machine." >&2; exit 1
