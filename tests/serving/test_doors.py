"""A hostile client over HTTP: every door of the running server, each tried."""

import json
import re

import pytest

from tests.serving.running import Running

KERNEL = "00000000-0000-4000-8000-000000000000"
SHUT = [
    "/voila/tree",
    "/voila/render/dashboard.ipynb",
    "/voila/files/trial.ipynb",
    "/voila/templates/base/static/voila.js",
    "/voila/static/voila.js",
    "/voila/labextensions/jupyter-vue/package.json",
    "/voila/api/contents/",
    "/voila/api/shutdown/" + KERNEL,
    "/voila/api/themes/x",
    "/voila/query/" + KERNEL,
    "/voila/execution/" + KERNEL,
    "/api",
    "/api/status",
    "/api/kernels",
    "/api/kernelspecs",
    "/api/contents",
    "/api/sessions",
    "/api/terminals",
    "/files/trial.ipynb",
    "/login",
    "/logout",
    "/metrics",
    "/dashboard.ipynb",
    "/trial.ipynb",
    "/data.txt",
    "/index.html",
]
TRAVERSALS = [
    "/static/gs/../../settings.py",
    "/static/gs/..%2f..%2fsettings.py",
    "/static/gs/%2e%2e/%2e%2e/settings.py",
    "/static/gs/....//....//settings.py",
    "/static/gs//etc/passwd",
    "/static/gs/" + "a" * 300 + ".css",
    "/static/voila/..%5c..%5csecret.txt",
    "/static/gs/guong-sang.css%00.txt",
    "/../../../../etc/passwd",
    "//etc/passwd",
    "/static/ext/jupyter-vue/static/..%2fpackage.json",
]


def test_server_has_these_doors_and_no_others(server: Running) -> None:
    fixed = [re.sub(r"\(\?P?<?.*", "", route.rstrip("$")) for route in server.routes]

    assert sorted(fixed) == sorted(
        [
            "/",
            "/static/",
            r"/favicon\.ico",
            "/healthz",
            "/outputs/",
            "/leave/",
            "/api/kernels/",
            "/api/kernels/",
            ".*",
        ]
    )


@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("/", {"GET": 200, "POST": 405, "PUT": 405, "DELETE": 405, "PATCH": 405}),
        ("/static/serving/frame.js", {"GET": 200, "HEAD": 200, "POST": 405, "DELETE": 405}),
        ("/favicon.ico", {"GET": 302, "POST": 405}),
        ("/healthz", {"GET": 200, "POST": 405, "DELETE": 405}),
        (f"/outputs/{KERNEL}", {"GET": 404, "POST": 405, "DELETE": 405}),
        (f"/leave/{KERNEL}", {"GET": 405, "POST": 403, "DELETE": 405}),
        (f"/api/kernels/{KERNEL}", {"GET": 404, "POST": 405, "DELETE": 405, "PATCH": 405}),
        (f"/api/kernels/{KERNEL}/channels", {"GET": 404, "POST": 403}),
        ("/nowhere", {"GET": 404, "POST": 404, "DELETE": 404}),
    ],
)
def test_each_door_opens_only_in_the_way_it_should(
    server: Running, path: str, statuses: dict[str, int]
) -> None:
    found = {method: server.ask(path, method, body="").status for method in statuses}

    assert found == statuses


@pytest.mark.parametrize("path", SHUT)
def test_what_voila_would_serve_beside_the_page_is_not_there(server: Running, path: str) -> None:
    assert server.ask(path).status == 404


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_leads_out_of_the_public_folders(server: Running, path: str) -> None:
    assert server.ask(path).status in {400, 404}


def test_data_file_is_not_served_under_any_address(server: Running) -> None:
    server.data.write_text("the units' secrets")
    name = server.data.name
    tried = [f"/{name}", f"/static/gs/{name}", f"/voila/files/{name}", f"/files{server.data}"]

    assert [path for path in tried if "secrets" in server.ask(path).text] == []


@pytest.mark.parametrize(
    "query",
    [
        "?theme=%27%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "?theme=light&theme=dark",
        "?voila-theme=dark",
        "?template=lab",
        "?page=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
        "?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "?q=%ff%fe",
        "?__proto__=1",
        "?token=x",
    ],
)
def test_address_with_rubbish_gets_a_sentence_and_nothing_of_it_back(
    server: Running, query: str
) -> None:
    pages = server.health()["pages"]
    reply = server.ask(f"/{query}")

    assert reply.status == 400
    assert "Địa chỉ không đúng" in reply.text
    assert [
        rubbish for rubbish in ("alert", "<img src=x", "onerror") if rubbish in reply.text
    ] == []
    assert server.health()["pages"] <= pages  # one that was left before may be ended meanwhile


def test_refusals_are_friendly_pages_in_both_languages(server: Running) -> None:
    vietnamese, english = server.ask("/nowhere"), server.ask("/nowhere?lang=en")

    assert '<html lang="vi">' in vietnamese.text
    assert "Không có trang này" in vietnamese.text
    assert '<html lang="en">' in english.text
    assert "No such page" in english.text
    assert "Traceback" not in vietnamese.text + english.text


@pytest.mark.parametrize("path", ["/nowhere", "/?bad=1", "/healthz", "/static/serving/frame.js"])
def test_every_answer_carries_the_guarding_headers(server: Running, path: str) -> None:
    headers = server.ask(path).headers

    assert "unsafe-eval" not in headers["Content-Security-Policy"]
    assert "script-src 'self';" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Server" not in headers


def test_page_runs_no_script_that_is_not_a_file_of_ours(server: Running) -> None:
    reply = server.ask("/")
    scripts = re.findall(r"<script([^>]*)>([^<]*)</script>", reply.text)

    assert reply.headers["Content-Security-Policy"].count("script-src 'self';") == 1
    assert scripts
    assert all('src="/static/' in attributes and not inside for attributes, inside in scripts)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("127.0.0.1:1234", 200),
        ("[::1]", 200),
        ("evil.example", 403),
        ("localhost.evil.example", 403),
        ("", 403),
    ],
)
@pytest.mark.parametrize("path", ["/healthz", "/static/serving/frame.js"])
def test_server_answers_only_to_names_of_its_own(
    server: Running, path: str, host: str, status: int
) -> None:
    assert server.ask(path, headers={"Host": host}).status == status


def test_name_that_is_not_ours_starts_no_kernel(server: Running) -> None:
    pages = server.health()["pages"]

    assert server.ask("/", headers={"Host": "evil.example"}).status == 403
    assert server.health()["pages"] <= pages  # one that was left before may be ended meanwhile


def test_files_with_their_version_are_kept_and_squeezed(server: Running) -> None:
    address = re.findall(r'src="(/static/[0-9a-f]{12}/gs/page.min.js)"', server.ask("/").text)[0]
    squeezed = server.ask(address, headers={"Accept-Encoding": "gzip"})
    plain = server.ask(address)

    assert "immutable" in squeezed.headers["Cache-Control"]
    assert squeezed.headers["Content-Encoding"] == "gzip"
    assert len(squeezed.body) < len(plain.body) / 3
    assert server.ask(address, headers={"If-None-Match": plain.headers["Etag"]}).status == 304


def test_file_without_its_version_or_with_an_old_one_is_asked_for_again(server: Running) -> None:
    plain = server.ask("/static/serving/frame.js")
    old = server.ask("/static/0123456789ab/serving/frame.js")

    assert (plain.headers["Cache-Control"], old.headers["Cache-Control"]) == ("no-cache",) * 2


def test_page_itself_is_squeezed_and_never_kept(server: Running) -> None:
    reply = server.ask("/", headers={"Accept-Encoding": "gzip"})

    assert reply.headers["Content-Encoding"] == "gzip"
    assert reply.headers["Cache-Control"] == "no-store"


def test_health_tells_numbers_and_nothing_else(server: Running) -> None:
    assert sorted(json.loads(server.ask("/healthz").body)) == ["ok", "pages", "waiting"]
