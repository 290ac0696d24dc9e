# Gương Sáng. `make` hoặc `make help` cho biết các lệnh. Mọi thứ được cài vào .venv, không đụng tới máy.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8866
TEST_OPTIONS ?= -n 3 --dist loadfile --no-loadscope-reorder
VENV := .venv
BENCH_VENV := .venv-bench
BIN := $(VENV)/bin
PIP_OPTIONS := --quiet --disable-pip-version-check --no-input
export PYTHONUTF8 := 1
export PYTHONPATH :=

# Python 3.11 trở lên, tìm theo thứ tự; make … PYTHON=/đường/dẫn để chọn lấy.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v "$$p"; break; }; done)

RUN_READY := $(VENV)/.run-ready
DEV_READY := $(VENV)/.dev-ready
LAB_READY := $(VENV)/.lab-ready
BENCH_READY := $(BENCH_VENV)/.bench-ready

.PHONY: help
help: ## Các lệnh có thể dùng (the commands)
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: dashboard
dashboard: $(RUN_READY) ## Mở bảng theo dõi tại 127.0.0.1, make dashboard PORT=N (the dashboards)
	@$(BIN)/python -m toolkit demo --if-missing
	@exec $(BIN)/python -m toolkit serve --port $(PORT) $(SERVE_OPTIONS)

.PHONY: demo
demo: $(RUN_READY) ## Tạo lại dữ liệu minh họa (make the demo data anew)
	@$(BIN)/python -m toolkit demo

.PHONY: lab
lab: $(LAB_READY) ## JupyterLab tiếng Việt cho người phân tích (JupyterLab for analysts)
	@$(BIN)/python -m toolkit demo --if-missing
	@exec $(BIN)/jupyter lab --ServerApp.ip=127.0.0.1 --ServerApp.root_dir=notebooks/analysis \
		--LabApp.extension_manager=readonly \
		$(LAB_OPTIONS)

.PHONY: test
test: $(DEV_READY) lint ## Kiểm tra toàn bộ: luật mã, kiểu, kiểm thử, sổ phân tích (every test)
	@$(BIN)/python -m tests.programs
	@$(BIN)/python -m pytest $(TEST_OPTIONS)
	@if compgen -G 'notebooks/analysis/*.ipynb' >/dev/null; then \
		$(BIN)/python -m pytest --nbval --nbval-cell-timeout=60 notebooks/analysis; fi

.PHONY: lint
lint: $(DEV_READY) ## Soát mã: ruff, mypy (check the code, change nothing)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

.PHONY: format
format: $(DEV_READY) ## Trình bày lại mã (lay out the code)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: bench
bench: $(BENCH_READY) ## Đo tốc độ, bộ nhớ so với Voilà, Streamlit, Panel (measure and compare)
	@$(BENCH_VENV)/bin/python -m tests.benchmarks $(BENCH_OPTIONS)

.PHONY: notebooks
notebooks: $(DEV_READY) ## Chạy lại sổ phân tích, giữ kết quả mới (run the analysts' notebooks anew)
	@$(BIN)/python -m tests.refresh_notebooks

.PHONY: page
page: ## Đóng gói lại mã chạy trong trình duyệt, cần Node.js (build what browsers run; needs Node.js)
	@command -v npm >/dev/null || { echo 'Thiếu Node.js 20 trở lên (chỉ cần khi sửa tệp .vue, .css, .js của trang). Debian/Ubuntu: sudo apt-get install nodejs npm' >&2; exit 1; }
	@cd toolkit/pages/browser && npm ci --silent && npm run build --silent

.PHONY: icons
icons: $(DEV_READY) ## Cắt lại phông biểu tượng theo các biểu tượng được dùng (cut the icon font anew)
	@$(BIN)/python -m pip install $(PIP_OPTIONS) 'fonttools[woff]>=4.50'
	@$(BIN)/python -m tests.refresh_icons

.PHONY: lock
lock: $(DEV_READY) ## Ghim lại phiên bản thư viện vào requirements/ (pin the dependencies anew)
	@$(BIN)/python -m pip install $(PIP_OPTIONS) uv
	@$(BIN)/python requirements/lock.py

.PHONY: wheel
wheel: $(DEV_READY) ## Đóng gói thành tệp .whl để cài nơi khác (build the wheel)
	@$(BIN)/python -m pip wheel $(PIP_OPTIONS) --no-deps --no-build-isolation --wheel-dir dist .

.PHONY: clean
clean: ## Xóa môi trường và tệp tạm, giữ nguyên dữ liệu (remove what make built, never the data)
	@rm -rf $(VENV) $(BENCH_VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

# --- Môi trường: dựng một lần, dựng lại khi requirements/ thay đổi -----------------------------

define create_venv
	@if [ -z "$(PYTHON)" ]; then \
		echo 'Chưa có Python 3.11 trở lên. Cài Python rồi chạy lại, hoặc: make $(MAKECMDGOALS) PYTHON=/đường/dẫn/python3' >&2; exit 1; fi
	@if ! "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null; then \
		echo 'Python thiếu venv. Trên Debian/Ubuntu: sudo apt-get install python3-venv' >&2; exit 1; fi
	@if [ ! -x $(1)/bin/python ]; then echo 'Tạo môi trường $(1)…'; "$(PYTHON)" -m venv $(1); fi
endef

define install
	@echo 'Cài thư viện đã ghim ($(2)), lần đầu mất vài phút…'
	@$(1)/bin/python -m pip install $(PIP_OPTIONS) --require-hashes -r requirements/build.txt -r requirements/$(2).txt \
		|| { echo 'Không cài được thư viện. Xem dòng báo lỗi ở trên; kiểm tra kết nối mạng tới kho thư viện Python.' >&2; exit 1; }
	@$(1)/bin/python -m pip install $(PIP_OPTIONS) --no-deps --no-build-isolation --editable .
endef

$(RUN_READY): requirements/build.txt requirements/run.txt pyproject.toml
	$(call create_venv,$(VENV))
	$(call install,$(VENV),run)
	@touch $@

$(DEV_READY): requirements/build.txt requirements/dev.txt pyproject.toml
	$(call create_venv,$(VENV))
	$(call install,$(VENV),dev)
	@touch $@ $(RUN_READY)

$(LAB_READY): requirements/build.txt requirements/lab.txt templates/jupyterlab/overrides.json pyproject.toml
	$(call create_venv,$(VENV))
	$(call install,$(VENV),lab)
	@mkdir -p $(VENV)/share/jupyter/lab/settings
	@cp templates/jupyterlab/overrides.json $(VENV)/share/jupyter/lab/settings/
	@touch $@ $(RUN_READY)

$(BENCH_READY): requirements/build.txt requirements/bench.txt pyproject.toml
	$(call create_venv,$(BENCH_VENV))
	$(call install,$(BENCH_VENV),bench)
	@touch $@
