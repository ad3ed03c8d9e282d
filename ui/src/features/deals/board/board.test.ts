import { describe, expect, it } from "vitest";
import type { DealRow, DealId, Stage, StageId, Person, PersonId } from "../../../ipc";
import { closingOn, movedTo } from "./dropEffect";
import { addMonths, bucket, closeOn, lastDay, monthKeys, UNDATED, LATER, OVERDUE } from "./months";
import { orderBy } from "./sorting";
import { givenTo, isOffered, ownerKey, ownersOf } from "./owners";
import { apply, divRound, emptyLane, find, gather, placeOf, totals, weighted, type Lane, type Shape, type BoardModel } from "./boardModel";
import { shapeOf } from "./boardStore.svelte";
import { filterOf } from "./boardView.svelte";
import { edgeSpeed, reveal, span } from "./windowing";

const TODAY = "2026-03-18";
const stage = (id: number, win_rate_bp: number, category = "pipeline"): Stage =>
  ({ id: id as StageId, name: `S${id}`, win_rate_bp, category, position: id, rotting_days: null, retired: false }) as unknown as Stage;
const stages = [stage(1, 1000), stage(2, 3333), stage(3, 7000, "commit")];
const deal = (id: number, more: Partial<DealRow> = {}): DealRow =>
  ({
    id: id as DealId, code: `D-${id}`, name: `deal ${id}`, customer_id: null, customer: null, product_id: null, product: null, owner_id: 1 as PersonId, owner: "A", stage_id: 1 as StageId, stage: "S1",
    status: "open", category: "pipeline", amount_minor: 100, currency: "CNY", base_minor: 100, probability_bp: 1000, weighted_minor: 10, close_on: "2026-03-31", overdue: false, idle_days: 0, next_activity: null, rotting: false, ...more,
  }) as unknown as DealRow;
const shape: Shape = { laneOf: (card) => String(card.stage_id), rate: (card) => stages.find((one) => one.id === card.stage_id)?.win_rate_bp ?? 0, order: orderBy("amount") };

describe("sums", () => {
  it("rounds half away from zero, as the core does", () => {
    expect([5n, 4n, -5n, -4n, 15n].map((n) => Number(divRound(n, 10n)))).toEqual([1, 0, -1, 0, 2]);
    expect(weighted(15_000n)).toBe(2);
    expect(weighted(BigInt(Number.MAX_SAFE_INTEGER) * 10_000n)).toBe(Number.MAX_SAFE_INTEGER);
  });
  it("rounds the whole once, not column by column", () => {
    const lane = (key: string, raw: bigint): Lane => ({ ...emptyLane(key), raw });
    const model: BoardModel = { lanes: [lane("1", 4_000n), lane("2", 4_000n)], signs: { overdue: 0, today: 0, unplanned: 0, rotting: 0 } };
    expect(model.lanes.map((one) => weighted(one.raw))).toEqual([0, 0]);
    expect(totals(model).weighted).toBe(1);
  });
});

describe("a change on the board", () => {
  const cards = [deal(1, { base_minor: 999 }), deal(2, { base_minor: null, rotting: true }), deal(3, { stage_id: 2 as StageId, base_minor: 500 })];
  const before = gather(["1", "2", "3"], cards, shape);
  const two = stages[1] as Stage;

  it("moves count, sum and weighted sum from one column to the other", () => {
    const after = apply(before, shape, { id: 1 as DealId, patch: movedTo(cards[0] as DealRow, stages, two) });
    expect(after.lanes.map(({ count, sum }) => [count, sum])).toEqual([[1, 0], [2, 1499], [0, 0]]);
    expect(weighted((after.lanes[1] as Lane).raw)).toBe(Math.round((1499 * 3333) / 10_000));
    expect(totals(after).sum).toBe(totals(before).sum);
    expect(after.lanes[1]?.cards.map(({ id }) => id)).toEqual([1, 3]);
    expect(after.lanes[2]).toBe(before.lanes[2]);
  });
  it("changes nothing the second time", () => {
    const change = { id: 1 as DealId, patch: movedTo(cards[0] as DealRow, stages, two) };
    const once = apply(before, shape, change);
    expect(apply(once, shape, change)).toBe(once);
    const gone = apply(before, shape, { id: 3 as DealId, patch: null });
    expect(apply(gone, shape, { id: 3 as DealId, patch: null })).toBe(gone);
  });
  it("takes a closed deal off, with its signs", () => {
    const after = apply(before, shape, { id: 2 as DealId, patch: null });
    expect(after.signs).toEqual({ overdue: 0, today: 0, unplanned: 2, rotting: 0 });
    expect(before.signs.rotting).toBe(1);
    expect(find(after, 2 as DealId)).toBeNull();
  });
  it("comes back to the same figures", () => {
    const there = apply(before, shape, { id: 3 as DealId, patch: movedTo(cards[2] as DealRow, stages, stages[2] as Stage) });
    const moved = find(there, 3 as DealId)?.card as DealRow;
    const back = apply(there, shape, { id: 3 as DealId, patch: movedTo(moved, stages, two) });
    expect(totals(back)).toEqual(totals(before));
  });
  it("lets category and probability follow the stage unless set by hand", () => {
    expect(movedTo(deal(1), stages, stages[2] as Stage)).toMatchObject({ stage_id: 3, category: "commit", probability_bp: 7000, rotting: false, idle_days: 0 });
    const own = movedTo(deal(1, { probability_bp: 1234, category: "omitted" }), stages, stages[2] as Stage);
    expect(own.probability_bp).toBeUndefined();
    expect(own.category).toBeUndefined();
  });
});

describe("order", () => {
  it("is the core's", () => {
    const list = [deal(1, { base_minor: null, name: "b" }), deal(2, { base_minor: 5, name: "泵" }), deal(3, { base_minor: 9, name: "a", close_on: null }), deal(4, { base_minor: 9, name: "B" })];
    const ids = (sort: Parameters<typeof orderBy>[0]) => [...list].sort(orderBy(sort)).map(({ id }) => id as number);
    expect(ids("amount")).toEqual([3, 4, 2, 1]);
    expect(ids("name")).toEqual([4, 3, 1, 2]);
    expect(ids("close_on")).toEqual([1, 2, 4, 3]);
    expect(placeOf([...list].sort(orderBy("amount")), deal(9, { base_minor: 7 }), orderBy("amount"))).toBe(2);
  });
  it("puts what is due first, and no plan last", () => {
    const due = (id: number, on: string) => deal(id, { next_activity: { kind: "call", due_on: on, state: "future" } });
    expect([deal(1), due(2, "2026-04-02"), due(3, "2026-03-20")].sort(orderBy("next_activity")).map(({ id }) => id)).toEqual([3, 2, 1]);
  });
});

describe("months", () => {
  it("counts across years and to the last day", () => {
    expect(addMonths("2026-11", 3)).toBe("2027-02");
    expect(addMonths("2026-03", -3)).toBe("2025-12");
    expect([lastDay("2026-02"), lastDay("2028-02"), lastDay("2026-12")]).toEqual(["2026-02-28", "2028-02-29", "2026-12-31"]);
    expect(monthKeys(TODAY)).toEqual([OVERDUE, "2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08", LATER, UNDATED]);
  });
  it("finds the column of a day", () => {
    const of = (close_on: string | null) => bucket({ close_on }, TODAY);
    expect([of("2026-03-17"), of("2026-03-18"), of("2026-08-31"), of("2026-09-01"), of(null)]).toEqual([OVERDUE, "2026-03", "2026-08", LATER, UNDATED]);
  });
  it("keeps the day on a drop where it can", () => {
    expect(closeOn("2026-05", "2026-04-12", TODAY)).toBe("2026-05-12");
    expect(closeOn("2026-04", "2026-03-31", TODAY)).toBe("2026-04-30");
    expect(closeOn("2026-03", "2026-05-02", TODAY)).toBe("2026-03-31");
    expect(closeOn("2026-06", null, TODAY)).toBe("2026-06-30");
    expect(closeOn(LATER, "2026-04-12", TODAY)).toBe("2026-09-12");
    expect(closeOn(UNDATED, "2026-04-12", TODAY)).toBeNull();
    for (const key of monthKeys(TODAY).slice(1)) expect(bucket({ close_on: closeOn(key, "2026-01-31", TODAY) }, TODAY)).toBe(key);
  });
  it("is not late any more after a drop ahead", () => {
    expect(closingOn("2026-05-12", TODAY)).toEqual({ close_on: "2026-05-12", overdue: false });
    expect(closingOn(null, TODAY)).toEqual({ close_on: null, overdue: false });
  });
});

describe("owners", () => {
  const person = (id: number, name: string, more: Partial<Person> = {}) => ({ id: id as PersonId, name, role: "sales", active: true, ...more }) as Person;
  const people = [person(1, "Zoe"), person(2, "Ann"), person(3, "Bob", { active: false }), person(4, "Cy", { role: "viewer" })];
  it("have a column each, me first; deals are given to those who sell", () => {
    expect(ownersOf(people, 1 as PersonId).map(({ name }) => name)).toEqual(["Zoe", "Ann", "Bob", "Cy"]);
    expect(people.filter(isOffered).map(({ name }) => name)).toEqual(["Zoe", "Ann"]);
  });
  it("take over what is dropped on them", () => {
    const by = shapeOf({ mode: "owners", stages, owners: [1, 2] as PersonId[], sort: "amount", today: TODAY, pipeline: 1 as never, filter: undefined });
    const before = gather([1, 2].map((id) => ownerKey(id as PersonId)), [deal(1), deal(2, { owner_id: 2 as PersonId })], by);
    const after = apply(before, by, { id: 1 as DealId, patch: givenTo(people[1] as Person) });
    expect(after.lanes.map(({ count }) => count)).toEqual([0, 2]);
    expect(totals(after)).toEqual(totals(before));
  });
});

describe("what is in the page", () => {
  it("draws the cards in view and a few more", () => {
    expect(span({ top: 0, height: 500, pitch: 100, count: 400 })).toEqual({ first: 0, last: 9 });
    expect(span({ top: 20_000, height: 500, pitch: 100, count: 400 })).toEqual({ first: 196, last: 209 });
    expect(span({ top: 99_999, height: 500, pitch: 100, count: 3 })).toEqual({ first: 3, last: 3 });
    expect(span({ top: 0, height: 0, pitch: 100, count: 0 })).toEqual({ first: 0, last: 0 });
  });
  it("scrolls no further than needed", () => {
    const place = { top: 300, height: 500, pitch: 100, count: 40 };
    expect([reveal(1, place), reveal(4, place), reveal(9, place)]).toEqual([100, 300, 500]);
  });
  it("scrolls by itself near the edges only", () => {
    expect(edgeSpeed(500, 0, 1000)).toBe(0);
    expect(edgeSpeed(1, 0, 1000)).toBeLessThan(-15);
    expect(edgeSpeed(999, 0, 1000)).toBeGreaterThan(15);
    expect(Math.abs(edgeSpeed(-80, 0, 1000))).toBe(18);
  });
});

it("sends only filters that filter", () => {
  expect(filterOf({ text: "  ", owners: [], products: [] })).toBeUndefined();
  expect(filterOf({ text: " 泵 ", owners: [2 as PersonId], products: [] })).toEqual({ text: "泵", owner_ids: [2] });
});
