# Every target sets up what it needs in .venv, once; nothing has to be activated or installed before.
#   make lab        open the course in JupyterLab
#   make test       unit tests, and every notebook through nbval
#   make test-oldest, make test-newest  the same with the oldest versions that pyproject.toml allows, and the newest
#   make notebooks  run every notebook and store it with its outputs
#   make move STEM=slips TO=10  give a notebook another number
#   make split STEM=training NEW=digits CELLS=30-38  cut a notebook in two
#   make drop STEM=slips  take a notebook out, and say what else speaks of it
#   make recompute  after the toy network has other numbers: write them into every text
#   make browser-test  the notebooks in an installed Chromium, and the book in Chromium, Firefox and WebKitGTK
#   make test-pytorch  the cells that need PyTorch, by PyTorch, which `make pytorch` installs in build/pytorch
#   make store-pytorch  keep what they print for those without
#   make browsers   what of these a Debian or Ubuntu machine that has Chromium, Firefox and Node.js lacks
#   make mutants    every mutant of the step modules must turn a test red
#   make handout    what a student is given, in build/student.zip
#   make print      pages for class: derivations with room to write, polls, homework, in build/print
#   make book       the course as pages for any browser, in build/book; no network is needed to read them
#   make lite       the book, and in it the notebooks with a kernel in the browser, by JupyterLite; for a server
#   make bench      what a gradient and training cost, beside other libraries where they are installed
#   make lint       ruff, and that every command here and in the workflow fails when a part of it fails
#   make clean      remove the environment

# Another Python:  make test PYTHON=/path/to/python3.12
PYTHON ?=
READY = .venv/ready
IN = .venv/bin/python
PIP = -m pip install --quiet --disable-pip-version-check
ALL = -n auto --dist loadfile  # pytest's words for the whole suite: a worker a core, a notebook on one worker
NEWS = @jupyterlab/apputils-extension:announcements  # JupyterLab asks at the first start whether it may fetch news

.PHONY: lab test test-oldest test-newest pytorch test-pytorch store-pytorch notebooks move split drop recompute browser-test browsers mutants handout print book lite bench lint clean

lab: $(READY)
	@$(IN) -m jupyterlab notebooks --ServerApp.ip=127.0.0.1 --ServerApp.allow_root=True

test: $(READY)
	@$(IN) -m pytest $(ALL)

test-oldest test-newest: test-%: $(READY)
	@$(IN) -m venv --clear build/$*
	@if [ $* = oldest ]; then $(IN) tools/oldest.py; fi > build/$*/constraints.txt
	@build/$*/bin/python $(PIP) -c build/$*/constraints.txt -e ".[test]"
	@build/$*/bin/python -m pip freeze --disable-pip-version-check
	@build/$*/bin/python -m pytest $(ALL)

pytorch: build/pytorch/ready

build/pytorch/ready: $(READY)
	@$(IN) -m venv --clear build/pytorch
	@build/pytorch/bin/python $(PIP) -e ".[test,pytorch]"
	@touch build/pytorch/ready

test-pytorch: pytorch
	@build/pytorch/bin/python -m pytest tests/pytorch

store-pytorch: pytorch
	@build/pytorch/bin/python tools/store_pytorch.py

notebooks: $(READY)
	@$(IN) tools/store_notebooks.py

move: $(READY)
	@$(IN) tools/move.py $(STEM) $(TO)

split: $(READY)
	@$(IN) tools/split.py $(STEM) $(NEW) $(CELLS)

drop: $(READY)
	@$(IN) tools/drop.py $(STEM)

recompute: $(READY)
	@$(IN) tools/recompute.py

browser-test: $(READY)
	@$(IN) -c 'import playwright, selenium, sphinx_book_theme' 2>/dev/null || $(IN) $(PIP) -e ".[browser,book]"
	@$(IN) -m pytest tests/browser $(ALL)

browsers:
	@sudo apt-get update -qq
	@sudo apt-get install -y -qq --no-install-recommends webkit2gtk-driver xvfb

mutants: $(READY)
	@$(IN) $(PIP) -e ".[mutants]"
	@$(IN) tools/mutants.py $(STEM)

handout: $(READY)
	@$(IN) tools/handout.py

print: $(READY)
	@$(IN) $(PIP) -e ".[print]"
	@$(IN) tools/for_class.py

book lite: $(READY)
	@$(IN) -c 'import sphinx_book_theme, sphinxext.opengraph' 2>/dev/null || $(IN) $(PIP) -e ".[book]"
	@$(IN) tools/book/build_$@.py

bench: $(READY)
	@$(IN) -c 'import playwright, sphinx_book_theme' 2>/dev/null || $(IN) $(PIP) -e ".[browser,book]"
	@$(IN) tests/bench/check.py
	@$(IN) tests/bench/gradient.py
	@$(IN) tests/bench/growth.py
	@$(IN) tests/bench/training.py
	@$(IN) tests/bench/book.py

lint: $(READY)
	@$(IN) -m ruff check .
	@$(IN) -m pytest tests/project/test_commands.py

clean:
	@rm -rf .venv

# A course that is set up needs nothing more where pyproject.toml changed but not what it asks for: a name, a version.
$(READY): pyproject.toml
	@if [ -z "$(PYTHON)" ] && [ -e $(READY) ] && \
	  $(IN) $(PIP) --no-index --no-build-isolation -e ".[test]" 2>/dev/null; then touch $(READY); exit; fi; \
	python=; \
	for candidate in $(if $(PYTHON),"$(PYTHON)",python3 python3.14 python3.13 python3.12 python3.11 python); do \
	  "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  python="$$candidate"; break; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "The course needs Python 3.11 or newer, and found none; name one with: make PYTHON=/path/to/python3.12" >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import venv, ensurepip' 2>/dev/null; then \
	  echo "$$python has no venv module; install it (on Debian and Ubuntu: apt install python3-venv) and try again" >&2; exit 1; \
	fi; \
	echo "Setting up the course in .venv (once, a few minutes at most)"; \
	"$$python" -m venv --clear .venv && \
	$(IN) $(PIP) -e ".[test]" && \
	$(IN) -m jupyterlab.labextensions disable $(NEWS) 2>/dev/null && \
	touch $(READY)
