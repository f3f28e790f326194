"""Numbers are typed, and the answer follows."""

from playwright.sync_api import expect


def test_three_fields_and_no_button_give_an_answer(forecast):
    forecast.ask()
    expect(forecast.headline).to_contain_text("85 of 100 futures are done by")
    expect(forecast.headline).to_contain_text("Chance to be done by")
    expect(forecast.page.locator(".odds tbody tr")).to_have_count(4)


def test_the_answer_changes_as_one_types(forecast):
    forecast.ask(items="80")
    before = forecast.date.inner_text()
    forecast.items.press_sequentially("0")
    expect(forecast.date).not_to_have_text(before)


def test_it_says_what_is_still_needed(forecast):
    expect(forecast.page.locator("#next-step")).to_contain_text("finished in past weeks")
    forecast.history.fill("5 6 8")
    expect(forecast.page.locator("#next-step")).to_contain_text("how many items are left")
    expect(forecast.reading).to_contain_text("3 weeks, 6.3 items a week on average")


def test_the_history_says_how_far_it_can_be_trusted(forecast):
    forecast.ask(history="8 6 10 7")
    expect(forecast.page.locator("#history-notes")).to_contain_text(
        "4 periods of history are short"
    )
    forecast.button("Use plain resampling").click()
    forecast.settle()
    expect(forecast.headline).to_contain_text("With 4 weeks of history, the 85% mark lies between")


def test_without_items_it_says_how_many(forecast):
    forecast.history.fill("8 6 10 7")
    forecast.deadline_weeks.fill("12")
    expect(forecast.headline).to_contain_text("items")
    expect(forecast.sentence).to_contain_text("at least")


def test_the_example_comes_with_one_press_and_can_be_undone(forecast):
    forecast.items.fill("7")
    forecast.button("Example").click()
    forecast.settle()
    expect(forecast.page.locator(".risk-answers li")).to_have_count(3)
    expect(forecast.page.locator(".odds")).to_contain_text("R$")
    forecast.button("Undo").click()
    expect(forecast.items).to_have_value("7")
    expect(forecast.history).to_have_value("")


def test_starting_over_can_be_undone(forecast):
    forecast.ask()
    typed = forecast.typed()
    forecast.button("Start over").click()
    expect(forecast.headline).to_have_count(0)
    assert forecast.typed() == ["", "", ""]
    forecast.button("Undo").click()
    expect(forecast.headline).to_be_visible()
    assert forecast.typed() == typed


def test_a_decimal_comma_is_asked_about_and_never_misread(forecast):
    forecast.items.fill("50")
    forecast.history.fill("5,5 6,5 7,5")
    expect(forecast.reading).to_contain_text("What does the comma mean?")
    expect(forecast.headline).to_have_count(0)
    forecast.button("Decimals: 5.5").click()
    expect(forecast.reading).to_contain_text("3 weeks, 6.5 items a week")
    expect(forecast.headline).to_be_visible()


def test_a_comma_may_also_separate(forecast):
    forecast.items.fill("50")
    forecast.history.fill("5,5 6,5 7,5")
    forecast.button("It separates: 5 · 5 · 6").click()
    expect(forecast.reading).to_contain_text("6 weeks")


def test_what_is_no_number_is_named_and_can_be_left_out(forecast):
    forecast.history.fill("Done\n5\n6\n#N/A\n7")
    expect(forecast.reading).to_contain_text("“Done” (position 1), “#N/A” (position 4)")
    forecast.button("Leave them out").click()
    expect(forecast.history).to_have_value("5 6 7")
    expect(forecast.reading).to_contain_text("3 weeks")


def test_a_refusal_stands_at_its_field_and_the_last_answer_stays(forecast):
    forecast.ask()
    forecast.items.fill("150000")
    expect(forecast.items).to_have_attribute("aria-invalid", "true")
    problem = forecast.page.locator(f"#{forecast.items.get_attribute('aria-describedby')}")
    expect(problem).to_contain_text("100,000")
    expect(forecast.status).to_contain_text("before your last change")
    forecast.items.fill("80")
    expect(problem).to_have_count(0)
    expect(forecast.status).to_be_empty()


def test_the_confidence_is_chosen_on_a_slider(forecast):
    forecast.ask()
    forecast.page.get_by_role("slider").fill("50")
    expect(forecast.page.locator("output")).to_contain_text("With 50% confidence")
    row = forecast.page.locator(".odds tbody tr").first
    weeks = row.locator("td .under").inner_text()
    expect(forecast.page.locator("output")).to_contain_text(weeks)


def test_nothing_is_ever_sure(forecast):
    forecast.ask(items="10", weeks="30")
    expect(forecast.chance).to_contain_text("> 99%")
    expect(forecast.page.locator("body")).not_to_contain_text("100%")
