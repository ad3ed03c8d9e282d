/** The import that is being prepared or runs: outlives the page, so that one may look at a board meanwhile. */
import { call, Failure, type Condition, type DateOrder, type ImportId, type RecordKind, type ImportOnMatch, type ImportPlan, type ImportSource, type Inspection, type PipelineId, type StageId } from "../../ipc";
import { persisted } from "../../persisted.svelte";
import { countTests } from "../../records/conditions/condition";
import { complete, type Mapping } from "./mapping";
import { send } from "./upload";

export const STEPS = ["file", "map", "rules", "check", "run", "result"] as const;
export type Step = (typeof STEPS)[number];

export interface Wizard {
  step: Step;
  kind: RecordKind | null;
  source: ImportSource | null;
  name: string;
  bytes: number;
  /** Share of the file that has arrived; null when none is on its way. */
  sending: number | null;
  looking: boolean;
  failure: Failure | null;
  inspection: Inspection | null;
  sheet: string | null;
  encoding: string | null;
  delimiter: string | null;
  mapping: Mapping;
  /** What the remembered mapping is called; empty for no name. */
  mappingName: string;
  /** Which rows are taken; its fields are headings. */
  only: Condition;
  key: string | null;
  onMatch: ImportOnMatch;
  pipeline: PipelineId | null;
  closedStage: StageId | null;
  values: Record<string, Record<string, string | null>>;
  acceptAll: boolean;
  fillAmounts: boolean;
  makeCustomers: boolean;
  dateOrder: DateOrder | null;
  importId: ImportId | null;
  startedAt: number | null;
  /** Rows of the file, as the trial run counted them. */
  rows: number | null;
  took: number | null;
  /** The name of the file of an interrupted import that is to be run again. */
  again: string | null;
}

export const fresh = (): Wizard => ({
  step: "file",
  kind: null,
  source: null,
  name: "",
  bytes: 0,
  sending: null,
  looking: false,
  failure: null,
  inspection: null,
  sheet: null,
  encoding: null,
  delimiter: null,
  mapping: {},
  mappingName: "",
  only: { all: [] },
  key: null,
  onMatch: "skip",
  pipeline: null,
  closedStage: null,
  values: {},
  acceptAll: false,
  fillAmounts: false,
  makeCustomers: false,
  dateOrder: null,
  importId: null,
  startedAt: null,
  rows: null,
  took: null,
  again: null,
});

export const wizard: Wizard = persisted<Wizard>("import", fresh());
let sending: AbortController | null = null;
let turn = 0;

export function reset(start: Partial<Wizard> = {}): void {
  sending?.abort();
  turn += 1;
  Object.assign(wizard, fresh(), start);
}

/** The plan as far as it is made; null before a file was looked at. */
export function planOf(of: Wizard): ImportPlan | null {
  if (!of.source || !of.inspection) return null;
  const kind = of.inspection.kind;
  const deals = kind === "deals";
  return {
    kind,
    source: $state.snapshot(of.source) as ImportSource,
    ...(of.sheet ? { sheet: of.sheet } : {}),
    ...(of.encoding ? { encoding: of.encoding } : {}),
    ...(of.delimiter ? { delimiter: of.delimiter } : {}),
    mapping: { ...of.mapping },
    ...(countTests(of.only) > 0 ? { only: $state.snapshot(of.only) as Condition } : {}),
    // A key that lost its column is none.
    ...(of.key && Object.values(of.mapping).includes(of.key) ? { key: of.key } : {}),
    on_match: deals && of.onMatch === "merge" ? "skip" : of.onMatch,
    ...(deals && of.pipeline ? { pipeline_id: of.pipeline } : {}),
    ...(deals && of.closedStage ? { closed_stage_id: of.closedStage } : {}),
    values: $state.snapshot(of.values) as ImportPlan["values"],
    accept_suggestions: of.acceptAll,
    fill_amount_from_list_price: deals && of.fillAmounts,
    create_missing_customers: of.makeCustomers,
    ...(of.dateOrder ? { date_order: of.dateOrder } : {}),
  };
}

/** Says what a value of the file stands for: a name, null = leave empty, undefined = not decided. */
export function decide(field: string, value: string, meant: string | null | undefined): void {
  const known = { ...wizard.values[field] };
  if (meant === undefined) delete known[value];
  else known[value] = meant;
  wizard.values = { ...wizard.values, [field]: known };
}

/** Looks at the file again, with what was chosen about it. */
export async function look(): Promise<void> {
  if (!wizard.source) return;
  const mine = ++turn;
  wizard.looking = true;
  wizard.failure = null;
  try {
    const found = await call("imports.inspect", {
      source: $state.snapshot(wizard.source) as ImportSource,
      ...(wizard.kind ? { kind: wizard.kind } : {}),
      ...(wizard.sheet ? { sheet: wizard.sheet } : {}),
      ...(wizard.encoding ? { encoding: wizard.encoding } : {}),
      ...(wizard.delimiter ? { delimiter: wizard.delimiter } : {}),
    });
    if (mine !== turn) return;
    wizard.inspection = found;
    wizard.mapping = complete(found.headers, found.guesses);
    wizard.mappingName = found.saved_mapping?.name ?? "";
    wizard.only = { all: [] };
    wizard.key = null;
    wizard.values = {};
  } catch (thrown) {
    if (mine !== turn) return;
    wizard.failure = Failure.from(thrown, "imports.inspect");
    wizard.inspection = null;
  } finally {
    if (mine === turn) wizard.looking = false;
  }
}

/** Takes a file: hands it over, then looks at it. */
export async function takeFile(file: File): Promise<void> {
  sending?.abort();
  const mine = (sending = new AbortController());
  turn += 1;
  Object.assign(wizard, { ...fresh(), kind: wizard.kind, again: wizard.again, onMatch: wizard.onMatch, name: file.name, bytes: file.size, sending: 0 });
  try {
    const source = await send(file, (share) => (wizard.sending = mine.signal.aborted ? wizard.sending : share), mine.signal);
    wizard.source = source;
    wizard.sending = null;
    await look();
  } catch (thrown) {
    if (mine.signal.aborted) return;
    wizard.sending = null;
    wizard.failure = Failure.from(thrown, "imports.upload");
  }
}

/** Starts the import. Throws a Failure. */
export async function start(rows: number | null): Promise<void> {
  const plan = planOf(wizard);
  if (!plan) return;
  const name = wizard.mappingName.trim();
  const { import_id } = await call("imports.start", { ...plan, ...(name ? { save_mapping_as: name } : {}) });
  Object.assign(wizard, { importId: import_id, startedAt: Date.now(), rows, took: null, step: "run" });
}
