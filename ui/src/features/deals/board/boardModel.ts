/** The figures and cards of a board, and what one change does to them. Pure: the same sums and rounding as the core, so that a drop shows its result at once. */
import type { BoardTotals, DealRow, DealId } from "../../../ipc";

export interface Lane {
  key: string;
  count: number;
  /** Sum of the known amounts, minor units of the base currency. */
  sum: number;
  /** Σ amount × win rate in basis points, not yet divided. */
  raw: bigint;
  /** Deals whose amount is not known. */
  unknown: number;
  cards: readonly DealRow[];
  /** There are further cards behind the last one. */
  more: boolean;
}

/** The signs counted over the whole board. */
export type Signs = Pick<BoardTotals, "overdue" | "today" | "unplanned" | "rotting">;

export interface BoardModel {
  lanes: readonly Lane[];
  signs: Signs;
}

/** How cards fall into lanes. */
export interface Shape {
  /** The lane of a card; a key without a lane means the card leaves the board. */
  laneOf(card: DealRow): string;
  /** Win rate of the card's stage, basis points. */
  rate(card: DealRow): number;
  order(a: DealRow, b: DealRow): number;
}

/** A change whose result is known before the program answers: fields of one card, or the card gone. */
export interface Change {
  id: DealId;
  patch: Partial<DealRow> | null;
}

/** n ÷ d rounded half away from zero; d > 0. */
export function divRound(n: bigint, d: bigint): bigint {
  return n < 0n ? -((-2n * n + d) / (2n * d)) : (2n * n + d) / (2n * d);
}

/** The weighted sum of Σ amount × basis points. */
export const weighted = (raw: bigint): number => Number(divRound(raw, 10_000n));

/** Over all lanes: rounded once, not lane by lane. */
export function totals(model: BoardModel): { count: number; sum: number; weighted: number } {
  let count = 0;
  let sum = 0;
  let raw = 0n;
  for (const lane of model.lanes) {
    count += lane.count;
    sum += lane.sum;
    raw += lane.raw;
  }
  return { count, sum, weighted: weighted(raw) };
}

export function emptyLane(key: string): Lane {
  return { key, count: 0, sum: 0, raw: 0n, unknown: 0, cards: [], more: false };
}

function share(card: DealRow, shape: Shape): bigint {
  return BigInt(card.base_minor ?? 0) * BigInt(shape.rate(card));
}

/** Where a card stands among the sorted ones. */
export function placeOf(cards: readonly DealRow[], card: DealRow, order: Shape["order"]): number {
  let low = 0;
  let high = cards.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order(cards[middle] as DealRow, card) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function without(lane: Lane, at: number, shape: Shape): Lane {
  const card = lane.cards[at] as DealRow;
  return {
    ...lane,
    count: lane.count - 1,
    sum: lane.sum - (card.base_minor ?? 0),
    raw: lane.raw - share(card, shape),
    unknown: lane.unknown - (card.base_minor === null ? 1 : 0),
    cards: lane.cards.toSpliced(at, 1),
  };
}

function including(lane: Lane, card: DealRow, shape: Shape): Lane {
  return {
    ...lane,
    count: lane.count + 1,
    sum: lane.sum + (card.base_minor ?? 0),
    raw: lane.raw + share(card, shape),
    unknown: lane.unknown + (card.base_minor === null ? 1 : 0),
    cards: lane.cards.toSpliced(placeOf(lane.cards, card, shape.order), 0, card),
  };
}

function count(signs: Signs, card: DealRow, by: 1 | -1): Signs {
  const state = card.next_activity?.state;
  return {
    overdue: signs.overdue + (state === "overdue" ? by : 0),
    today: signs.today + (state === "today" ? by : 0),
    unplanned: signs.unplanned + (card.next_activity ? 0 : by),
    rotting: signs.rotting + (card.rotting ? by : 0),
  };
}

/** Where a card is, among those loaded. */
export function find(model: BoardModel, id: DealId): { lane: number; at: number; card: DealRow } | null {
  for (const [lane, { cards }] of model.lanes.entries()) {
    const at = cards.findIndex((card) => card.id === id);
    if (at >= 0) return { lane, at, card: cards[at] as DealRow };
  }
  return null;
}

/** The board after a change. Applying it to a board that already shows it changes nothing; lanes it does not touch stay the same objects. */
export function apply(model: BoardModel, shape: Shape, change: Change): BoardModel {
  const found = find(model, change.id);
  if (!found) return model;
  const { card } = found;
  const next = change.patch === null ? null : { ...card, ...change.patch };
  if (next && Object.entries(change.patch ?? {}).every(([field, value]) => card[field as keyof DealRow] === value)) return model;
  const lanes = [...model.lanes];
  lanes[found.lane] = without(lanes[found.lane] as Lane, found.at, shape);
  let signs = count(model.signs, card, -1);
  const to = next ? lanes.findIndex((lane) => lane.key === shape.laneOf(next)) : -1;
  if (next && to >= 0) {
    lanes[to] = including(lanes[to] as Lane, next, shape);
    signs = count(signs, next, 1);
  }
  return { lanes, signs };
}

/** Lanes made of cards that are all at hand (columns by month). */
export function gather(keys: readonly string[], cards: readonly DealRow[], shape: Shape): BoardModel {
  const by = new Map<string, DealRow[]>(keys.map((key) => [key, []]));
  let signs: Signs = { overdue: 0, today: 0, unplanned: 0, rotting: 0 };
  for (const card of cards) {
    const lane = by.get(shape.laneOf(card));
    if (!lane) continue;
    lane.push(card);
    signs = count(signs, card, 1);
  }
  return {
    signs,
    lanes: [...by].map(([key, list]) => ({
      key,
      count: list.length,
      sum: list.reduce((sum, card) => sum + (card.base_minor ?? 0), 0),
      raw: list.reduce((sum, card) => sum + share(card, shape), 0n),
      unknown: list.filter((card) => card.base_minor === null).length,
      cards: list.sort(shape.order),
      more: false,
    })),
  };
}
