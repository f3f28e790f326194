"""A workshop's network is plain http, where browsers keep features and headers to themselves."""

import io
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import expect

from benchmarks.room_link import HOST
from tests.e2e.rooms import PHONE, GroupPage, open_room
from tests.e2e.test_room_board import Workshop


@pytest.fixture
def plain_workshop(plain_browser, base_url):
    """The facilitator's screens where the server is no localhost."""
    room = Workshop(plain_browser, f"http://{HOST}:{urlsplit(base_url).port}")
    room.open_room()
    assert room.lead.evaluate("isSecureContext") is False
    yield room
    room.close()


def test_the_report_and_the_sealed_key_come_by_plain_http(plain_workshop):
    for name, begin in (("Table (CSV)", b"\xef\xbb\xbf"), ("Report (PDF)", b"%PDF")):
        with plain_workshop.lead.expect_download() as file:
            plain_workshop.press(name)
        assert file.value.path().read_bytes().startswith(begin)
    with plain_workshop.lead.expect_popup() as key:
        plain_workshop.press("Sealed key")
    expect(key.value.get_by_role("heading", name="Key")).to_be_visible()


def test_a_photo_of_a_groups_qr_code_is_read_by_plain_http(plain_workshop, tmp_path):
    photo = tmp_path / "photo.jpg"
    phone = plain_workshop.phone.browser.new_page(**PHONE, locale="en-US")
    group = GroupPage(phone, plain_workshop.address, plain_workshop.room, 2).guess(14)
    photo.write_bytes(picture_of_the_result(group, "Promete até março, porque é a lei."))
    lead = plain_workshop.lead
    lead.get_by_label("Take a picture of the QR code").set_input_files(photo)
    expect(lead.locator("#take-said")).to_contain_text("The result of Group 2 is here.")
    expect(lead.locator(".lead-group").nth(1)).to_contain_text("Promete até março, porque é a lei.")
    photo.write_bytes(lead.screenshot(type="jpeg"))
    lead.get_by_label("Take a picture of the QR code").set_input_files(photo)
    expect(lead.locator("#take-said")).to_contain_text("No QR code was found in the picture.")
    phone.close()


def test_the_camera_takes_a_groups_qr_code(
    browser_type, browser_type_launch_args, page, base_url, tmp_path
):
    """Where browsers allow it; this one's camera sees the phone of a group."""
    code, key = open_room(base_url)
    page.set_viewport_size(PHONE["viewport"])
    seen = picture_of_the_result(GroupPage(page, base_url, code, 1).guess(14), "Within reach.")
    film(seen, tmp_path / "camera.y4m")
    arguments = [
        *browser_type_launch_args["args"],
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={tmp_path / 'camera.y4m'}",
    ]
    browser = browser_type.launch(**browser_type_launch_args | {"args": arguments})
    lead = browser.new_page(locale="en-US")
    lead.goto(f"{base_url}/r/{code}/lead#{key}")
    lead.get_by_role("button", name="Scan with the camera").click()
    expect(lead.locator("#take-said")).to_contain_text("The result of Group 1 is here.")
    expect(lead.locator(".lead-group").first).to_contain_text("Within reach.")
    lead.get_by_role("button", name="Stop the camera").click()
    expect(lead.locator("video")).to_have_count(0)
    browser.close()


def picture_of_the_result(group, reason):
    """A photo, somewhat askew, of the phone of a group that decided."""
    group.step("Decide")
    group.page.get_by_role("radio", name="ADJUST", exact=True).check()
    group.typed("Why? In one sentence").fill(reason)
    group.page.get_by_text("No network? Carry the result over").click()
    group.page.locator(".travel .qr").scroll_into_view_if_needed()
    photo = Image.open(io.BytesIO(group.page.screenshot())).convert("L")
    photo = photo.resize((720, 1280)).rotate(7, expand=True, fillcolor=90)
    kept = io.BytesIO()
    photo.save(kept, "JPEG", quality=60)
    return kept.getvalue()


def film(picture, file):
    """Some frames of it, as a camera of 640 by 480 gives them, without compression."""
    frame = Image.new("L", (640, 480), 90)
    seen = Image.open(io.BytesIO(picture))
    seen.thumbnail(frame.size)
    frame.paste(seen, ((640 - seen.width) // 2, 0))
    colourless = bytes([128]) * (640 * 480 // 2)
    head = b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n"
    file.write_bytes(head + 5 * (b"FRAME\n" + frame.tobytes() + colourless))
