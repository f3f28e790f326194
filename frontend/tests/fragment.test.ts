import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyDraft } from "../src/draft.ts";
import { firstDraft } from "../src/state/first.ts";
import { draftOf, fragmentOf } from "../src/state/fragment.ts";
import { draftWith, full } from "./draft.ts";

test("everything typed comes back from the link", () => {
  assert.deepEqual(draftOf(`#${fragmentOf(full)}`), full);
});

test("a link is short, readable, and holds no defaults", () => {
  const draft = draftWith({
    history: "5\n6\n8",
    items: "80",
    deadline: "2027-03-08",
    risks: [{ name: "Tests fail", probability: "40", low: "8", mode: "12", high: "20", isOn: true }],
  });
  assert.equal(fragmentOf(draft), "h=5,6,8&i=80&d=2027-03-08&r=Tests+fail~40~8~12~20");
  assert.equal(fragmentOf(emptyDraft), "");
});

test("names keep their accents, emoji and separators", () => {
  for (const name of [
    "~",
    "&",
    "=",
    "+",
    "%",
    "#",
    "a~~b",
    "ação ✓ 🚀",
    "%7E",
    "  two  spaces ",
    "\u0000",
    "100%",
  ]) {
    const draft = draftWith({
      risks: [{ name, probability: "1", low: "1", mode: "1", high: "1", isOn: true }],
    });
    assert.equal(draftOf(fragmentOf(draft))?.risks[0]?.name, name);
  }
});

test("a history that is in doubt or no number keeps its own text", () => {
  for (const history of ["5,5 6,5", "Semana 5; 6", "1.234", "5\n\n6\tx", "5,5"]) {
    assert.equal(draftOf(fragmentOf(draftWith({ history })))?.history, history);
  }
});

test("a history read with an answered question comes back as the same numbers, not in doubt", () => {
  assert.equal(fragmentOf(draftWith({ history: "5,5 6,5", choice: "decimal" })), "h=5.5,6.5&hc=decimal");
  assert.equal(draftOf("#h=5.5,6.5&hc=decimal")?.history, "5.5, 6.5");
});

test("a number of weeks and a date are both deadlines", () => {
  assert.equal(draftOf("#d=15")?.deadlineWeeks, "15");
  assert.equal(draftOf("#d=2027-03-08")?.deadline, "2027-03-08");
});

test("what can't be read is left out, and never throws", () => {
  assert.equal(draftOf(""), null);
  assert.equal(draftOf("#"), null);
  assert.equal(draftOf("#headline"), null);
  assert.equal(draftOf("#zz=1&=&&&"), null);
  assert.equal(draftOf("#i=%E0%A4%A&zz=1&t=3")?.items, "");
  assert.deepEqual(draftOf("#r=Only+a+name")?.risks, [
    { name: "Only a name", probability: "", low: "", mode: "", high: "", isOn: true },
  ]);
  assert.equal(draftOf("#hc=evil&i=3")?.choice, "");
  assert.equal(draftOf("#__proto__=1"), null);
});

test("what can't be is left out, and the rest of the link holds", () => {
  const broken =
    "#h=5,6,8&i=80&w=17&d=never&b=2026-02-30&he=tomorrow&hp=8&x=huge&t=many&m=crystal_ball&cur=R$&ho=Brazil~SP" +
    "&v=high~50&sp=a~2&ws=maybe&o=2026-13-01&o=2026-12-25~someday&j=x~6&r=Tests+fail~often~8~12~20";
  assert.deepEqual(
    draftOf(broken),
    draftWith({
      history: "5, 6, 8",
      items: "80",
      daysOff: [{ from: "2026-12-25", to: "" }],
      changes: [{ week: "", size: "6" }],
      risks: [{ name: "Tests fail", probability: "", low: "8", mode: "12", high: "20", isOn: true }],
    }),
  );
});

test("workdays are days of the week, each once", () => {
  for (const workdays of ["0", "135", "0123456", ""])
    assert.equal(draftOf(`#i=1&w=${workdays}`)?.workdays, workdays);
  for (const broken of ["7", "17", "00", "-1", "1,2", "Mon"])
    assert.equal(draftOf(`#i=1&w=${broken}`)?.workdays, "01234");
});

test("dates are days of the calendar, in years that are taken", () => {
  for (const date of ["2028-02-29", "1970-01-01", "2199-12-31"])
    assert.equal(draftOf(`#d=${date}`)?.deadline, date);
  for (const broken of ["2027-02-29", "2027-00-10", "1969-12-31", "2200-01-01", "27-03-08", "2027-03-08T00:00"])
    assert.equal(draftOf(`#d=${broken}`), null);
});

test("a link of nothing but what can't be says nothing", () => {
  assert.equal(draftOf("#w=17&d=never"), null);
});

test("a number past a limit is kept, to be refused at its field", () => {
  assert.equal(draftOf("#i=150000")?.items, "150000");
  assert.equal(draftOf("#i=-5")?.items, "-5");
});

test("a shared link wins over what is stored", () => {
  const stored = { draft: draftWith({ history: "1 2 3", items: "5" }), link: "#i=5" };
  assert.equal(firstDraft("#h=5,6&i=80", emptyDraft, stored).items, "80");
});

test("a reload keeps what was typed, word for word, and what the address does not say yet", () => {
  const draft = draftWith({ history: "5\t6\n8", items: "80" });
  assert.equal(firstDraft("#h=5,6&i=8", emptyDraft, { draft, link: "#h=5,6&i=8" }), draft);
});

test("without a link, the form that the address filled wins, then what is stored", () => {
  const asked = draftWith({ items: "7" });
  const stored = { draft: draftWith({ items: "5" }), link: "#i=5" };
  assert.equal(firstDraft("", asked, stored), asked);
  assert.equal(firstDraft("", emptyDraft, stored), stored.draft);
  assert.equal(firstDraft("", emptyDraft, null), emptyDraft);
});
