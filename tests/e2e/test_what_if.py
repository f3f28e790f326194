"""Risks, levers and people are tried out, and the answer follows."""

from playwright.sync_api import expect


def add_risk(forecast):
    page = forecast.page
    page.get_by_text("Risks", exact=True).first.click()
    forecast.button("Add a risk").click()
    row = page.locator("[data-rows=risks] [data-row]")
    typed = {"name": "Tests fail", "probability": "90", "low": "30", "mode": "40"}
    for part, text in typed.items():
        row.locator(f"[data-part={part}]").fill(text)
    expect(row).to_contain_text("It counts once")
    row.locator("[data-part=high]").fill("50")
    return row


def test_a_risk_costs_weeks_and_can_be_switched_off_and_on(forecast):
    forecast.ask()
    sure = forecast.chance_percent()
    add_risk(forecast)
    answer = forecast.page.locator(".risk-answers li")
    expect(answer).to_contain_text("weeks at 85%")
    forecast.settle()
    assert forecast.chance_percent() < sure
    answer.get_by_role("switch").uncheck()
    expect(answer).to_contain_text("does not count")
    forecast.settle()
    assert forecast.chance_percent() == sure
    answer.get_by_role("switch").check()
    expect(answer).to_contain_text("weeks at 85%")


def test_a_risk_that_can_not_be_is_refused_in_its_row(forecast):
    forecast.ask()
    row = add_risk(forecast)
    row.locator("[data-part=low]").fill("45")
    expect(row.locator(".problem")).to_be_visible()
    expect(row.locator("[data-part=low]")).to_have_attribute("aria-invalid", "true")
    forecast.button("Remove this risk").click()
    expect(forecast.status).to_be_empty()


def test_a_pressed_lever_reaches_what_it_promised(forecast):
    forecast.ask(weeks="12")
    expect(forecast.page.locator(".headline .verdict")).to_have_text("NO-GO")
    lever = forecast.page.locator(".lever").first
    items = lever.locator("strong").inner_text().split()[0]
    lever.click()
    expect(forecast.items).to_have_value(items)
    expect(forecast.page.locator(".headline .verdict")).to_have_text("GO")


def test_more_people_are_supposed_to_work_in_proportion(forecast):
    forecast.ask(weeks="12")
    forecast.page.get_by_text("Team and cost").click()
    forecast.page.locator("#f-size").fill("4")
    lever = forecast.page.locator(".lever", has_text="people")
    expect(forecast.page.locator(".levers")).to_contain_text("in proportion to people")
    people = lever.locator("strong").inner_text().split()[0]
    lever.click()
    expect(forecast.page.locator("#f-size")).to_have_value(people)
    expect(forecast.page.locator("#f-historySize")).to_have_value("4")
    expect(forecast.page.locator(".headline .verdict")).to_have_text("GO")


def test_holidays_are_offered_by_country_and_state(forecast):
    forecast.ask(weeks="16")
    forecast.page.get_by_text("Calendar", exact=True).click()
    forecast.page.get_by_label("Public holidays of").select_option("BR")
    forecast.page.get_by_label("State").select_option("SP")
    forecast.settle()
    assert "ho=BR~SP" in forecast.link()
