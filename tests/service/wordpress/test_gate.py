"""Every way a post of WordPress goes live, with the plugin of ``examples/wordpress`` and the service behind it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.patience import PATIENCE, free_port, got, roomy, until, warm

_spec = importlib.util.spec_from_file_location("wordpress_site", Path(__file__).parent / "site.py")
assert _spec is not None
assert _spec.loader is not None
wordpress = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(wordpress)

pytestmark = pytest.mark.skipif(bool(wordpress.missing()), reason=f"not installed: {wordpress.missing()}")

GOOD = "<p>The council met on Tuesday and agreed to mend the old bridge over the river.</p>"
BAD = "<p>The council met on Tuesday and agreed to mend the old bridge. TK: add the cost.</p>"
RESTRICTED = "The old bridge. MANDATORY CREDIT: Ana Ruiz/Daily. NO SALES."


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    folder, port = tmp_path_factory.mktemp("service"), free_port()
    run = [sys.executable, "-m", "compliance"]
    database = ["--database", f"sqlite:///{folder / 'record.db'}"]
    made = [*run, "token", "create", "--role", "check", "--title", "site", *database]
    token = subprocess.run(made, check=True, capture_output=True, text=True, cwd=folder).stdout.strip()
    (folder / "compliance.toml").write_text(roomy(""))
    serve = subprocess.Popen([*run, "serve", "--port", str(port), "--workers", "1", *database], cwd=folder)
    address = f"http://127.0.0.1:{port}"
    try:
        until(lambda: _ready(address))
        warm(address, token)
        yield address, token
    finally:
        serve.terminate()
        serve.wait(timeout=PATIENCE)


def _ready(address: str) -> bool:
    try:
        return got(f"{address}/readyz").status_code == 200
    except httpx.HTTPError:
        return False


@pytest.fixture(scope="module")
def site(service: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[wordpress.Site]:
    if os.geteuid() != 0:
        pytest.skip("mariadbd is started as root here")
    made = wordpress.Site(tmp_path_factory.mktemp("wp"), free_port(), *service)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture(scope="module")
def editor(site: wordpress.Site) -> wordpress.Editor:
    return site.editor()


def _draft(editor: wordpress.Editor, content: str = BAD) -> int:
    return int(editor.rest("POST", "/posts", title="Bridge to be mended", content=content, status="draft").json()["id"])


def test_rest_refuses_a_bad_post_with_the_finding_and_writes_nothing(editor: wordpress.Editor) -> None:
    answer = editor.rest("POST", "/posts", title="Bridge to be mended", content=BAD, status="publish")
    assert answer.status_code == 409
    assert "TK" in answer.json()["message"]
    assert answer.json()["data"]["compliance"]["report_id"].startswith("rpt_")
    good = editor.rest("POST", "/posts", title="Bridge to be mended", content=GOOD, status="publish")
    assert good.json()["status"] == "publish"


def test_rest_refuses_a_bad_change_of_a_live_post(editor: wordpress.Editor) -> None:
    number = editor.rest("POST", "/posts", title="Bridge", content=GOOD, status="publish").json()["id"]
    assert editor.rest("POST", f"/posts/{number}", content=BAD).status_code == 409
    assert "TK" not in editor.post(number)["content"]["raw"]


def test_quick_edit_leaves_a_bad_post_pending_and_says_why(editor: wordpress.Editor) -> None:
    number = _draft(editor)
    editor.quick_edit(number, _status="publish", post_title="Bridge to be mended", post_name="bridge")
    assert editor.post(number)["status"] == "pending"
    assert "TK" in editor.notices()


def test_the_classic_editor_leaves_a_bad_post_pending_and_a_good_one_goes_live(editor: wordpress.Editor) -> None:
    number = _draft(editor)
    sent = {"post_title": "Bridge to be mended", "publish": "Publish", "original_post_status": "draft"}
    editor.classic(number, content=BAD, post_status="publish", **sent)
    assert editor.post(number)["status"] == "pending"
    editor.classic(number, content=GOOD, post_status="publish", **sent)
    assert editor.post(number)["status"] == "publish"


def test_the_change_that_is_held_back_from_a_live_post_is_kept(site: wordpress.Site) -> None:
    said = site.php(
        f"$id=wp_insert_post(['post_title'=>'Bridge','post_content'=>'{GOOD}','post_status'=>'publish']);"
        f"wp_update_post(['ID'=>$id,'post_content'=>'{BAD}']); clean_post_cache($id); $post=get_post($id);"
        "echo $post->post_status,'|',strpos($post->post_content,'TK')===false?'old':'new','|',"
        "strpos(wp_get_post_autosave($id,1)->post_content,'TK')!==false?'kept':'lost';"
    )
    assert said == "publish|old|kept"


def test_a_scheduled_post_is_checked_when_scheduled_and_when_its_time_has_come(site: wordpress.Site) -> None:
    soon = "'post_date'=>date('Y-m-d H:i:s',time()+3600),'post_date_gmt'=>gmdate('Y-m-d H:i:s',time()+3600)"
    make = "wp_insert_post(['post_title'=>'Bridge','post_content'=>'{}','post_status'=>'future',{}])"
    now = "gmdate('Y-m-d H:i:s',time()-5)"
    said = site.php(
        f"echo get_post_status({make.format(BAD, soon)}),'|'; $id={make.format(GOOD, soon)};"
        "echo get_post_status($id),'|'; global $wpdb;"
        f"$wpdb->update($wpdb->posts,['post_content'=>'{BAD}','post_date'=>{now},'post_date_gmt'=>{now}],['ID'=>$id]);"
        "clean_post_cache($id); do_action('publish_future_post',$id); clean_post_cache($id); echo get_post_status($id);"
    )
    assert said == "pending|future|pending"


def test_a_good_scheduled_post_goes_live(site: wordpress.Site) -> None:
    now = "gmdate('Y-m-d H:i:s',time()-5)"
    said = site.php(
        f"$id=wp_insert_post(['post_title'=>'Bridge','post_content'=>'{GOOD}','post_status'=>'draft']); global $wpdb;"
        f"$wpdb->update($wpdb->posts,['post_status'=>'future','post_date'=>{now},'post_date_gmt'=>{now}],['ID'=>$id]);"
        "clean_post_cache($id); do_action('publish_future_post',$id); clean_post_cache($id); echo get_post_status($id);"
    )
    assert said == "publish"


def test_code_that_publishes_past_every_filter_is_taken_back(site: wordpress.Site) -> None:
    said = site.php(
        f"$id=wp_insert_post(['post_title'=>'Bridge','post_content'=>'{BAD}','post_status'=>'draft']);"
        "wp_publish_post($id); clean_post_cache($id); echo get_post_status($id);"
    )
    assert said == "pending"


def test_the_captions_of_a_posts_pictures_are_checked(site: wordpress.Site) -> None:
    said = site.php(
        f"$p=wp_insert_attachment(['post_title'=>'bridge','post_excerpt'=>'{RESTRICTED}',"
        "'post_mime_type'=>'image/jpeg','post_status'=>'inherit'],'bridge.jpg');"
        f"$id=wp_insert_post(['post_title'=>'Bridge','post_content'=>'{GOOD}','post_status'=>'publish',"
        "'_thumbnail_id'=>$p]); echo get_post_status($id);"
    )
    assert said == "pending"


def test_without_an_answer_a_post_is_held_unless_the_house_says_otherwise(site: wordpress.Site) -> None:
    away = "add_filter('pre_http_request', fn() => new WP_Error('away','connection refused'));"
    make = f"wp_insert_post(['post_title'=>'Bridge','post_content'=>'{GOOD}','post_status'=>'publish'])"
    assert site.php(f"ini_set('error_log','/dev/null'); {away} echo get_post_status({make});") == "pending"
    opened = f"ini_set('error_log','/dev/null'); define('COMPLIANCE_FAIL','open'); {away} echo get_post_status({make});"
    assert site.php(opened) == "publish"
