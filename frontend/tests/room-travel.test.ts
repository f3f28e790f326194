import assert from "node:assert/strict";
import { test } from "node:test";
import vectors from "../../tests/vectors/room.json";
import type { RoomSetup } from "../src/api-types.ts";
import { caseRequest, inputsOf } from "../src/room/case.ts";
import { arrived, travelCode, travelText } from "../src/room/travel.ts";

const setup = vectors.setup as unknown as RoomSetup;
const ROOM = "K7M2PQ";
const usual = { "risk.0": true, "risk.1": true, items: 72, people: 6, deadline_weeks: 16, decision: "adjust", done: true };

function carried(values: Record<string, unknown>, group = 1): Record<string, unknown> {
  const decoded = arrived(travelCode(ROOM, group, setup.cases[group - 1]!, values), ROOM, setup);
  assert.equal(decoded.kind, "arrived");
  assert.ok(decoded.kind === "arrived" && decoded.arrived.group === group);
  return decoded.arrived.values;
}

for (const tried of vectors.tried) {
  test(`asks the same after the journey: ${tried.name}`, () => {
    const item = setup.cases[tried.case]!;
    const values = carried(tried.values, tried.case + 1);
    assert.deepEqual(caseRequest(item, values, setup), caseRequest(item, tried.values, setup));
  });
}

test("a decision arrives as it was made", () => {
  for (const decision of ["go", "adjust", "no_go"]) assert.equal(carried({ decision })["decision"], decision);
  assert.equal("decision" in carried({}), false);
  assert.equal(carried({ done: true })["done"], true);
});

test("the usual code is short", () => {
  assert.ok(travelCode(ROOM, 1, setup.cases[0]!, usual).length <= 24);
  assert.ok(travelCode(ROOM, 1, setup.cases[0]!, { "risk.0": true, decision: "go" }).length <= 9);
});

test("a code is read however it was typed", () => {
  const code = travelCode(ROOM, 1, setup.cases[0]!, usual);
  const typed = ` ${code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l")} `;
  assert.equal(arrived(typed, ROOM, setup).kind, "arrived");
});

test("any one letter mistyped is found", () => {
  const code = travelCode(ROOM, 1, setup.cases[0]!, usual).replaceAll("-", "");
  for (let n = 0; n < code.length; n++) {
    for (const letter of "0123456789ABCDEFGHJKMNPQRSTVWXYZ") {
      if (letter === code[n]) continue;
      const mistyped = code.slice(0, n) + letter + code.slice(n + 1);
      assert.equal(arrived(mistyped, ROOM, setup).kind, "mistyped", mistyped);
    }
  }
});

test("two neighbours swapped, a letter too few or many, and another room are found", () => {
  const code = travelCode(ROOM, 1, setup.cases[0]!, usual).replaceAll("-", "");
  for (let n = 0; n + 1 < code.length; n++) {
    if (code[n] === code[n + 1]) continue;
    const swapped = code.slice(0, n) + code[n + 1] + code[n] + code.slice(n + 2);
    assert.equal(arrived(swapped, ROOM, setup).kind, "mistyped", swapped);
  }
  for (const text of [code.slice(1), code.slice(0, -1), `${code}0`, "", "-", "?", "hello"]) {
    assert.equal(arrived(text, ROOM, setup).kind, "mistyped", text);
  }
  assert.equal(arrived(code, "K7M2PR", setup).kind, "mistyped");
});

test("a QR holds the code and the beginning of the reason in 200 bytes", () => {
  const reason = "Com 85 % de confiança, cabem 72 tarefas até março. ".repeat(9);
  const text = travelText(ROOM, 1, setup.cases[0]!, { ...usual, reason });
  assert.ok(new TextEncoder().encode(text).length <= 200);
  const decoded = arrived(text, ROOM, setup);
  assert.ok(decoded.kind === "arrived");
  const said = decoded.arrived.values["reason"] as string;
  assert.ok(said.length > 100 && reason.startsWith(said));
  assert.equal(decoded.arrived.values["items"], 72);
});

test("a QR without a reason has none", () => {
  const decoded = arrived(travelText(ROOM, 1, setup.cases[0]!, usual), ROOM, setup);
  assert.ok(decoded.kind === "arrived" && !("reason" in decoded.arrived.values));
});

test("a history of one's own arrives", () => {
  const values = carried({ history: "5; 6.25 0 12" });
  assert.deepEqual(inputsOf(setup.cases[0]!, values).counts, [5, 6.25, 0, 12]);
});
