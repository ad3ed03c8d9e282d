/** What the board shows: the last answer, plus changes already visible whose answer is still to come. */
import { call, onStale, type BoardColumn, type DealRow, type PipelineId, type Stage, type StageId, type BoardSort, type Failure, type PersonId } from "../../../ipc";
import { live } from "../../../ipc/query.svelte";
import { selectionOf, type DealFilter } from "../../../records/questions/dealFilter";
import { bucket, monthKeys } from "./months";
import { orderBy } from "./sorting";
import { ownerKey } from "./owners";
import { apply, emptyLane, gather, type Change, type Shape, type BoardModel, type Signs } from "./boardModel";
import { stageKey, type Mode } from "./boardView.svelte";

/** Deals read for columns by month or owner. */
export const MOST = 2000;
const FIRST = 200;
const PAGE = 1000;

export interface Want {
  mode: Mode;
  pipeline: PipelineId;
  stages: Stage[];
  /** Those who have a column each, in columns by owner. */
  owners: PersonId[];
  filter: DealFilter | undefined;
  sort: BoardSort;
  today: string;
}

interface Answer {
  want: Want;
  /** By stage. */
  columns: BoardColumn[];
  signs: Signs;
  /** By month or owner. */
  rows: DealRow[];
  /** Of these, those that were not read. */
  beyond: number;
  /** Changes that were complete before this mark are in it. */
  upto: number;
}

interface Pending {
  change: Change;
  /** The mark at which the program had made it; null while it is on its way. */
  done: number | null;
}

export interface Store {
  readonly model: BoardModel | undefined;
  readonly shape: Shape | undefined;
  /** What the model was read for; lags behind while the next answer is on its way. */
  readonly want: Want | undefined;
  readonly failure: Failure | undefined;
  readonly loading: boolean;
  readonly beyond: number;
  refetch(): Promise<void>;
  more(lane: string): Promise<void>;
  /** Shows `change` at once, does the work, takes it back when that fails. */
  run<T>(change: Change, work: () => Promise<T>): Promise<T>;
}

export function shapeOf(want: Want): Shape {
  const rates = new Map<StageId, number>(want.stages.map((stage) => [stage.id, stage.win_rate_bp]));
  return {
    laneOf: { stages: (card: DealRow) => stageKey(card.stage_id), owners: (card: DealRow) => ownerKey(card.owner_id), months: (card: DealRow) => bucket(card, want.today) }[want.mode],
    rate: (card) => rates.get(card.stage_id) ?? 0,
    order: orderBy(want.sort),
  };
}

function modelOf(answer: Answer, shape: Shape): BoardModel {
  if (answer.want.mode === "months") return gather(monthKeys(answer.want.today), answer.rows, shape);
  if (answer.want.mode === "owners") return gather(answer.want.owners.map(ownerKey), answer.rows, shape);
  return {
    signs: answer.signs,
    lanes: answer.columns.map((column) => ({
      ...emptyLane(stageKey(column.stage.id)),
      count: column.count,
      sum: column.sum_minor,
      raw: BigInt(column.sum_minor) * BigInt(column.stage.win_rate_bp),
      unknown: column.unknown_amounts,
      cards: column.cards,
      more: column.more,
    })),
  };
}

/** `loaded` remembers how many cards each column had, so that coming back shows as many. */
export function boardStore(want: () => Want | null, loaded: Record<string, number>): Store {
  let clock = 0;
  let staleAt = 0;
  let pending = $state.raw<Pending[]>([]);
  const fetching = new Set<string>();
  // Stands before the reader in the list of listeners: what it reads next is newer than this mark.
  const stop = onStale(() => void (staleAt = ++clock));
  $effect(() => stop);

  async function byStage(now: Want, upto: number): Promise<Answer> {
    const most = Math.max(FIRST, ...now.stages.map((stage) => loaded[stageKey(stage.id)] ?? 0));
    const common = { ...(now.filter ? { filter: selectionOf(now.filter) } : {}), sort: now.sort };
    const board = await call("board.get", { pipeline_id: now.pipeline, per_stage: Math.min(PAGE, most), ...common });
    for (const column of board.columns) {
      const wanted = Math.min(column.count, loaded[stageKey(column.stage.id)] ?? 0);
      while (column.more && column.cards.length < wanted) {
        const next = await call("board.more", { stage_id: column.stage.id, offset: column.cards.length, limit: PAGE, ...common });
        column.cards.push(...next);
        column.more = next.length > 0 && column.cards.length < column.count;
      }
    }
    return { want: now, columns: board.columns, signs: board.totals, rows: [], beyond: 0, upto };
  }

  async function all(now: Want, upto: number): Promise<Answer> {
    const filter = selectionOf({ ...now.filter, pipeline_id: now.pipeline, status: ["open"] });
    const rows: DealRow[] = [];
    let after: string | null | undefined;
    do {
      const page = await call("deals.list", { filter, sort: [{ column: "close_on" }], limit: PAGE, ...(after ? { after } : {}) });
      rows.push(...page.rows);
      after = page.next;
    } while (after && rows.length < MOST);
    const beyond = after ? (await call("deals.totals", { filter })).count - rows.length : 0;
    return { want: now, columns: [], signs: { overdue: 0, today: 0, unplanned: 0, rotting: 0 }, rows, beyond, upto };
  }

  const source = live<Answer>({
    key: () => {
      const now = want();
      return now === null ? null : JSON.stringify(now);
    },
    topics: ["deals", "activities", "pipelines", "customers", "people"],
    fetch: () => {
      const now = want() as Want;
      const upto = ++clock;
      return now.mode === "stages" ? byStage(now, upto) : all(now, upto);
    },
  });

  const shape = $derived(source.data && shapeOf(source.data.want));
  const read = $derived(source.data && shape && modelOf(source.data, shape));
  const model = $derived.by(() => {
    const answer = source.data;
    if (!answer || !read || !shape) return undefined;
    return pending.filter(({ done }) => done === null || done > answer.upto).reduce((now, { change }) => apply(now, shape, change), read);
  });

  return {
    get model() {
      return model;
    },
    get shape() {
      return shape;
    },
    get want() {
      return source.data?.want;
    },
    get failure() {
      return source.failure;
    },
    get loading() {
      return source.loading;
    },
    get beyond() {
      return source.data?.beyond ?? 0;
    },
    refetch: source.refetch,
    async more(lane) {
      const from = source.data;
      const column = from?.columns.find((one) => stageKey(one.stage.id) === lane);
      if (!from || !column?.more || fetching.has(lane)) return;
      fetching.add(lane);
      try {
        const { filter, sort } = from.want;
        const next = await call("board.more", { stage_id: column.stage.id, offset: column.cards.length, limit: FIRST, sort, ...(filter ? { filter: selectionOf(filter) } : {}) });
        if (source.data !== from) return;
        const known = new Set(column.cards.map((card) => card.id));
        const cards = [...column.cards, ...next.filter((card) => !known.has(card.id))];
        loaded[lane] = cards.length;
        const grown = { ...column, cards, more: next.length > 0 && cards.length < column.count };
        source.put({ ...from, columns: from.columns.map((one) => (one === column ? grown : one)) });
      } catch {
        // The column stays as it is; scrolling again asks again.
      } finally {
        fetching.delete(lane);
      }
    },
    async run(change, work) {
      const mine: Pending = { change, done: null };
      pending = [...pending.filter(({ done }) => done === null || done > (source.data?.upto ?? 0)), mine];
      try {
        const answer = await work();
        mine.done = staleAt;
        return answer;
      } catch (thrown) {
        pending = pending.filter((one) => one !== mine);
        throw thrown;
      }
    },
  };
}
