/** A condition of the condition language as a tree that can be edited line by line. Pure; knows no noun. */
import type { Condition, ConditionField, ConditionKind, ConditionOp, Test, Value } from "../../ipc";

export type Join = "all" | "any";

/** One test, perhaps without its value yet. */
export interface Line {
  id: number;
  field: string;
  is: ConditionOp;
  values: Value[];
}
export interface Group {
  id: number;
  join: Join;
  items: Item[];
  /** Made by hand or read from a view: turning its word round keeps it, while a group that came about by a word goes with it. */
  own: boolean;
}
export type Item = Line | Group;

let counter = 0;
const nextId = (): number => (counter += 1);

export const isGroup = (item: Item): item is Group => "items" in item;
const other = (join: Join): Join => (join === "all" ? "any" : "all");

/** What stands at the value of a test. */
export type Shape = "none" | "days" | "text" | "words" | "list" | "number" | "numbers" | "money" | "moneys" | "day" | "two_days";

const WITHOUT: readonly ConditionOp[] = ["empty", "filled", "today", "this_week", "this_month", "this_quarter", "this_year", "last_week", "last_month", "last_quarter", "last_year", "next_week", "next_month", "next_quarter", "past"];
const DAYS: readonly ConditionOp[] = ["in_last", "in_next", "not_in_last"];

export function shapeOf(kind: ConditionKind, is: ConditionOp): Shape {
  if (WITHOUT.includes(is)) return "none";
  if (DAYS.includes(is)) return "days";
  switch (kind) {
    case "text":
      return is === "any_of" || is === "none_of" ? "words" : "text";
    case "choice":
    case "person":
    case "reference":
    case "tags":
      return "list";
    case "number":
      return is === "between" ? "numbers" : "number";
    case "money":
      return is === "between" ? "moneys" : "money";
    case "day":
    case "instant":
      return is === "between" ? "two_days" : "day";
  }
}

/** Whether a line has the values its question needs. */
export function isComplete(line: Line, fields: readonly ConditionField[]): boolean {
  const field = fields.find((one) => one.name === line.field);
  if (!field || !field.ops.includes(line.is)) return false;
  const [one, two] = line.values;
  const text = (value: Value | undefined) => typeof value === "string" && value.trim() !== "";
  const number = (value: Value | undefined) => typeof value === "number" && Number.isFinite(value);
  switch (shapeOf(field.kind, line.is)) {
    case "none":
      return true;
    case "days":
      return typeof one === "number" && one >= 1 && one <= 36_500;
    case "text":
    case "day":
      return text(one);
    case "words":
    case "list":
      return line.values.length > 0;
    case "number":
    case "money":
      return number(one);
    case "numbers":
    case "moneys":
      return number(one) && number(two);
    case "two_days":
      return text(one) && text(two);
  }
}

/** A condition as a tree; its top is always a group. */
export function read(condition: Condition): Group {
  if ("field" in condition) return { id: nextId(), join: "all", items: [lineOf(condition)], own: true };
  const join: Join = "all" in condition ? "all" : "any";
  const parts = "all" in condition ? condition.all : condition.any;
  return { id: nextId(), join, own: true, items: parts.map((part) => ("field" in part ? lineOf(part) : read(part))) };
}
const lineOf = (test: Test): Line => ({ id: nextId(), field: test.field, is: test.is, values: [...(test.values ?? [])] });

/** The tree as a condition: without unfinished lines and empty groups, and no deeper than it needs to be. */
export function write(root: Group, fields: readonly ConditionField[]): Condition {
  const found = written(root, fields);
  if (!found) return { all: [] };
  return "field" in found ? { all: [found] } : found;
}
function written(item: Item, fields: readonly ConditionField[]): Condition | null {
  if (!isGroup(item)) {
    if (!isComplete(item, fields)) return null;
    const values = item.values.map((value) => (typeof value === "string" ? value.trim() : value));
    return { field: item.field, is: item.is, ...(values.length > 0 ? { values } : {}) };
  }
  const parts = item.items.map((one) => written(one, fields)).filter((one) => one !== null);
  // (a and (b and c)) is (a and b and c).
  const flat = parts.flatMap((part) => (item.join in part ? (part as Record<Join, Condition[]>)[item.join] : [part]));
  const [only] = flat;
  if (!only) return null;
  if (flat.length === 1) return only;
  return item.join === "all" ? { all: flat } : { any: flat };
}

/** A new line for a field, with its usual question. */
export function newLine(field: ConditionField): Line {
  const is = field.ops[0] ?? "filled";
  return { id: nextId(), field: field.name, is, values: shapeOf(field.kind, is) === "days" ? [7] : [] };
}

/** Adds a line at the end of the whole: it narrows, whatever stands before it. In place. */
export function addLine(root: Group, line: Line): void {
  narrow(root);
  root.items.push(line);
}
/** Adds a group with one line. In place. */
export function addGroup(root: Group, line: Line): void {
  narrow(root);
  root.items.push({ id: nextId(), join: "any", items: [line], own: true });
}
function narrow(root: Group): void {
  if (root.join === "any" && root.items.length > 1) root.items = [{ id: nextId(), join: "any", items: root.items, own: false }];
  root.join = "all";
}

/** Adds a line at the end of one group. In place. */
export function addInGroup(group: Group, line: Line): void {
  group.items.push(line);
}

/** What a line is held against. In place. */
export function setValues(line: Line, values: Value[]): void {
  line.values = values;
}

/** Takes an item out; a group without items goes too. In place. */
export function removeItem(root: Group, id: number): void {
  root.items = root.items.filter((item) => item.id !== id);
  for (const item of root.items) if (isGroup(item)) removeItem(item, id);
  root.items = root.items.filter((item) => !isGroup(item) || item.items.length > 0);
}

/**
 * Turns the word before an item round. Two items are simply joined by the other word. Among several, the item and the one before it
 * become a group; turning the word of such a group back takes it apart again. In place.
 */
export function toggle(group: Group, at: number, parent?: Group): void {
  const before = group.items[at - 1];
  const item = group.items[at];
  if (!before || !item) return;
  const place = parent?.items.indexOf(group) ?? -1;
  if (parent && place >= 0 && !group.own && parent.join !== group.join) {
    const apart = [group.items.slice(0, at), group.items.slice(at)].map((items) => (items.length === 1 && items[0] ? items[0] : { id: nextId(), join: group.join, items, own: false }));
    parent.items.splice(place, 1, ...apart);
  } else if (group.items.length === 2) {
    group.join = other(group.join);
  } else {
    const joined = isGroup(before) && !before.own && before.join !== group.join ? [...before.items, item] : [before, item];
    group.items.splice(at - 1, 2, { id: nextId(), join: other(group.join), items: joined, own: false });
  }
}

/** Another field for a line: the question stays when the field knows it, the values do not. In place. */
export function changeField(line: Line, field: ConditionField): void {
  const fresh = newLine(field);
  line.field = field.name;
  if (!field.ops.includes(line.is)) line.is = fresh.is;
  line.values = fresh.is === line.is ? fresh.values : [];
}
/** Another question for a line: the values stay when it takes the same kind of values. In place. */
export function changeOp(line: Line, is: ConditionOp, kind: ConditionKind): void {
  const [was, will] = [shapeOf(kind, line.is), shapeOf(kind, is)];
  line.is = is;
  if (was !== will) line.values = will === "days" ? [7] : [];
}

/** How many tests a condition has. */
export function countTests(condition: Condition): number {
  if ("field" in condition) return 1;
  const parts = "all" in condition ? condition.all : condition.any;
  return parts.reduce((sum, part) => sum + countTests(part), 0);
}

/** What can be dropped one by one: the parts of an "all", or the whole of an "any". */
export function partsOf(condition: Condition): Condition[] {
  if ("all" in condition) return condition.all.filter((part) => countTests(part) > 0);
  return countTests(condition) > 0 ? [condition] : [];
}
/** The condition without one of these parts. */
export function withoutPart(condition: Condition, at: number): Condition {
  return { all: partsOf(condition).filter((_, i) => i !== at) };
}
/** Both must hold. */
export function both(a: Condition, b: Condition): Condition {
  return { all: [...partsOf(a), ...partsOf(b)] };
}

/** The tests of a condition that ask for this field. */
export function testsOf(condition: Condition, field: string): Test[] {
  if ("field" in condition) return condition.field === field ? [condition] : [];
  return ("all" in condition ? condition.all : condition.any).flatMap((part) => testsOf(part, field));
}
