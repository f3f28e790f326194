"""Why the answer is as it is, and plain resampling one press away."""

from playwright.sync_api import expect


def test_plain_resampling_is_one_press_away_and_so_is_the_way_back(forecast):
    page = forecast.ask().page
    model, method = page.locator(".model"), page.locator("#f-paceModel")
    by_default = forecast.date.inner_text()
    expect(model).to_contain_text("Plain resampling would")
    forecast.button("Use plain resampling").click()
    expect(model).to_contain_text("Past weeks are drawn again")
    assert method.input_value() == "resample"
    forecast.button("Use the best known model").click()
    expect(model).to_contain_text("Plain resampling would")
    forecast.settle()
    assert method.input_value() == "auto"
    assert forecast.date.inner_text() == by_default


def test_the_model_and_its_difference_are_said_in_the_language_of_the_page(forecast):
    page = forecast.ask().page
    page.get_by_role("link", name="Português").click()
    expect(page.locator(".model")).to_contain_text("A reamostragem simples")
