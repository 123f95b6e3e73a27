import { expect, test } from "bun:test";
import { Timetable } from "../../../src/core/crons/timetable.ts";

const at = (text: string) => Date.parse(`2026-03-${text}:00Z`);

/** The looks at which the job of this expression was due, at these times in this order. */
function dueAt(expression: string, looks: readonly string[]): string[] {
  const timetable = new Timetable();
  const [first = "", ...later] = looks;
  timetable.set("job", expression, at(first));
  return later.filter((look) => timetable.takeDue(at(look)).length > 0);
}

test.each([
  [
    "a job is due at its times and at no other",
    "*/2 * * * *",
    ["01T10:00", "01T10:01", "01T10:02", "01T10:03", "01T10:04"],
    ["01T10:02", "01T10:04"],
  ],
  [
    "a look that comes twice finds it once",
    "* * * * *",
    ["01T10:00", "01T10:01", "01T10:01"],
    ["01T10:01"],
  ],
  [
    "a machine that slept through many of its times does it once",
    "* * * * *",
    ["01T10:00", "01T10:01", "09T08:00", "09T08:01"],
    ["01T10:01", "09T08:00", "09T08:01"],
  ],
  [
    "a machine that slept through its one time does it when it wakes",
    "0 0 * * *",
    ["01T23:00", "02T09:30", "02T09:31", "03T00:00"],
    ["02T09:30", "03T00:00"],
  ],
  [
    "a clock that goes back a little does not make it due again",
    "0 * * * *",
    ["01T10:59", "01T11:00", "01T10:59", "01T11:00", "01T11:01"],
    ["01T11:00"],
  ],
  [
    "a clock that was days ahead does not make it rest for days",
    "0 * * * *",
    ["09T10:30", "09T11:00", "01T10:30", "01T11:00", "01T12:00"],
    ["09T11:00", "01T11:00", "01T12:00"],
  ],
])("%s", (_, expression, looks, due) => {
  expect(dueAt(expression, looks)).toEqual(due);
});

test("a job that no date fits is never due", () => {
  const timetable = new Timetable();
  timetable.set("never", "0 0 31 2 *", at("01T00:00"));
  timetable.set("daily", "0 0 * * *", at("01T00:00"));
  expect(timetable.takeDue(at("31T00:00"))).toEqual(["daily"]);
});

test("a job set again has the new times alone, and one removed has none", () => {
  const timetable = new Timetable();
  timetable.set("a", "0 10 * * *", at("01T09:00"));
  timetable.set("b", "0 10 * * *", at("01T09:00"));
  timetable.set("a", "0 11 * * *", at("01T09:00"));
  timetable.remove("b");
  timetable.remove("never there");
  expect(timetable.takeDue(at("01T10:00"))).toEqual([]);
  expect(timetable.takeDue(at("01T11:00"))).toEqual(["a"]);
});
