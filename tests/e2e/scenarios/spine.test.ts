/** The whole line through the house: first questions, sample company, board, forecast, printed book – and one total in all of them. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { byId, until } from "../harness/driver.ts";
import { exact, textOf } from "../harness/pdf.ts";
import { focused, keyTo, shows, type Figures } from "../harness/steps.ts";
import { scenario, type World } from "../harness/world.ts";

const COMPANY = "砺恒自动化";

interface Card {
  id: number;
  base_minor: number | null;
}
interface Board {
  columns: { stage: { id: number; win_rate_bp: number }; count: number; sum_minor: number; weighted_minor: number; cards: Card[] }[];
  totals: { count: number; sum_minor: number; weighted_minor: number };
}
interface Deal {
  stage_id: number;
  status: string;
  lost_reason: string | null;
}
interface Forecast {
  total: { won_minor: number; open_minor: number; models: { model: string; estimate_minor: number; outlook_minor: number }[] };
  standings: { model: string; standing: { target_minor: number | null; gap_minor: number | null } }[];
}

scenario("from the first question to the printed book", async (world) => {
  const { page, ask } = world;
  await firstRun(world);
  await theBoard(world);

  // The forecast says what the shell program says.
  await page.press("g");
  await page.press("f");
  await page.wait(byId("kpi-outlook"));
  const forecast = await ask<Forecast>("forecast.get", { period_kind: "quarter" });
  const [lead] = forecast.total.models;
  assert.ok(lead);
  const minor = (id: string) => page.run((wanted: string) => Number(document.querySelector<HTMLElement>(wanted)?.dataset["minor"]), byId(id));
  assert.equal(await minor("kpi-won"), forecast.total.won_minor);
  assert.equal(await minor("model-stage_weight-outlook"), lead.outlook_minor);
  // The headline is the model that the back-test recommends.
  const { recommended } = await ask<{ recommended: string | null }>("forecast.backtest", { wait: true });
  const learned = await ask<{ outlook_minor: number }>("forecast.learned", { period_kind: "quarter" });
  const headline = recommended === "learned" ? learned.outlook_minor : forecast.total.models.find(({ model }) => model === recommended)?.outlook_minor;
  await until("the headline is the recommended model's", async () => (await minor("kpi-outlook")) === headline);
  assert.equal(await minor("kpi-open"), forecast.total.open_minor);
  assert.equal(await minor("kpi-target"), forecast.standings[0]?.standing.target_minor);
  assert.ok(forecast.total.won_minor > 0 && lead.outlook_minor > forecast.total.won_minor, "the sample has something to say");

  // The book: all pages on the screen, and a file with the same figures to the last digit.
  await page.click(byId("print-open"));
  await page.wait(byId("print-page"), 30_000);
  const book = join(world.folder, "by-the-shell.pdf");
  const printed = ((await world.cli("print", "forecast", "--out", book)) as { output: { name: string; page_count: number } }).output;
  assert.equal(await page.count(byId("print-page")), printed.page_count);
  await until("every page is drawn", () =>
    page.run((wanted: string) => [...document.querySelectorAll<HTMLImageElement>(wanted)].every((sheet) => sheet.complete && sheet.naturalWidth > 0), byId("print-page")),
  );
  await page.click(byId("print-save"));
  const [ours, theirs] = [await textOf(await world.saved(printed.name)), await textOf(book)];
  assert.ok(ours.includes(COMPANY), "the company's name");
  for (const { model, estimate_minor, outlook_minor } of forecast.total.models) {
    const row = [forecast.total.won_minor, estimate_minor, outlook_minor].map(exact).join("");
    assert.ok(ours.includes(row), `won, expected and outlook of ${model}: ${row}`);
  }
  assert.ok(ours.includes(exact(await minorOf(forecast.standings[0]?.standing.target_minor))), "the target");
  assert.ok(ours.includes(exact(forecast.total.open_minor)), "the open deals");
  const timeless = (text: string) => text.replace(/\d\d:\d\d/g, "");
  assert.equal(timeless(ours), timeless(theirs), "the page and the shell program print one book");
});

const minorOf = (minor: number | null | undefined): number => {
  assert.ok(typeof minor === "number");
  return minor;
};

/** Language by mouse, everything else by keyboard. */
async function firstRun({ page, ask }: World): Promise<void> {
  const language = () => page.run(() => document.documentElement.lang);
  await page.click(byId("setup-language-en"));
  await until("English", async () => (await language()) === "en");
  assert.match(await page.text("main"), /Language/);
  await page.click(byId("setup-language-zh"));
  await until("Chinese", async () => (await language()) === "zh");

  await keyTo(page, `${byId("setup-currency")} select`);
  await page.press("ArrowDown");
  await page.press("ArrowUp");
  await keyTo(page, `${byId("setup-fiscal")} select`);
  for (const _ of [1, 2, 3]) await page.press("ArrowDown");
  await keyTo(page, byId("setup-name"));
  await page.press("Control+a");
  await page.type(COMPANY);
  await keyTo(page, byId("setup-owner"));
  await page.type("周敏");
  await keyTo(page, "[type=radio]");
  await page.press("ArrowLeft"); // from the last kind of business to the one before
  await page.press("Enter"); // begins with the sample
  await page.wait(byId("board"), 60_000);

  const info = await ask<Record<string, unknown> & { person: { name: string } }>("workspace.info");
  assert.deepEqual(
    [info["name"], info["language"], info["base_currency"], info["fiscal_start_month"], info["business"], info["has_sample"], info.person.name],
    [COMPANY, "zh", "CNY", 4, "software", true, "周敏"],
  );
}

/** Moved by mouse and by keyboard, won and lost, each taken back; the figures follow each time, to the last digit. */
async function theBoard(world: World): Promise<void> {
  const { page, ask } = world;
  const stageOf = async (id: number) => (await ask<Deal>("deals.get", { id })).stage_id;
  const undo = () => page.press("Control+z");
  const board = await ask<Board>("board.get", { pipeline_id: 1 });
  const before = asFigures(board);
  await shows(page, before);
  assert.ok(before.columns.length >= 4 && before.columns.every(({ count }) => count > 0), "every column has cards");
  const [from, to] = board.columns;
  const card = from?.cards.slice(0, 3).find(({ base_minor }) => base_minor !== null);
  assert.ok(from && to && card, "a card with an amount");
  const moved = afterMove(board, card, from.stage.id, to.stage.id);
  const here = byId(`card-${card.id}`);
  const column = (id: number) => byId(`column-${id}`);
  const isIn = async (stage: number) => {
    await page.wait(`${column(stage)} ${here}`);
    await until("the file has the card there", async () => (await stageOf(card.id)) === stage);
  };

  // By mouse. The figures are right while the card is still in the hand.
  await page.drag(here, column(to.stage.id), () => shows(page, moved));
  await isIn(to.stage.id);
  await shows(page, moved);
  assert.deepEqual(asFigures(await ask<Board>("board.get", { pipeline_id: 1 })), moved);
  await undo();
  await isIn(from.stage.id);
  await shows(page, before);

  // By keyboard: the card has kept the focus on its way back.
  await focused(page, here);
  await page.press("Space");
  await page.press("ArrowRight");
  await shows(page, moved);
  assert.equal(await stageOf(card.id), from.stage.id, "nothing is written while the card is held");
  await page.press("Space");
  await isIn(to.stage.id);
  await shows(page, moved);
  await focused(page, here);
  await undo();
  await isIn(from.stage.id);
  await shows(page, before);

  // One won by mouse, another lost by keyboard, and both taken back.
  await page.drag(here, byId("zone-won"));
  await page.click(byId("won-save"));
  await page.gone(here);
  await shows(page, without(board, [card.id]));
  assert.equal((await ask<Deal>("deals.get", { id: card.id })).status, "won");
  await page.gone("dialog");
  await keyTo(page, "[data-card]");
  const other = await page.run(() => Number((document.activeElement as HTMLElement).dataset["card"]));
  await page.press("l");
  await focused(page, byId("lost-reason"));
  await page.type("预算取消");
  await page.press("Enter");
  await page.gone(byId(`card-${other}`));
  await shows(page, without(board, [card.id, other]));
  const lost = await ask<Deal>("deals.get", { id: other });
  assert.deepEqual([lost.status, lost.lost_reason], ["lost", "预算取消"]);
  await page.gone("dialog");
  await undo();
  await shows(page, without(board, [card.id]));
  await undo();
  await shows(page, before);
  assert.deepEqual(asFigures(await ask<Board>("board.get", { pipeline_id: 1 })), before);
}

const asFigures = ({ columns, totals }: Board): Figures => ({
  columns: columns.map(({ stage, count, sum_minor, weighted_minor }) => ({ id: stage.id, count, sum: sum_minor, weighted: weighted_minor })),
  count: totals.count,
  sum: totals.sum_minor,
  weighted: totals.weighted_minor,
});

/** The figures when each stage has gained or lost these cards: weighted sums are rounded once, half up. */
function changed(board: Board, by: (stage: number) => { cards: number; minor: number }): Figures {
  const weighted = (raw: bigint) => Number((raw + 5_000n) / 10_000n);
  let raw = 0n;
  const columns = board.columns.map(({ stage, count, sum_minor }) => {
    const { cards, minor } = by(stage.id);
    const sum = sum_minor + minor;
    const share = BigInt(sum) * BigInt(stage.win_rate_bp);
    raw += share;
    return { id: stage.id, count: count + cards, sum, weighted: weighted(share) };
  });
  return {
    columns,
    count: columns.reduce((all, { count }) => all + count, 0),
    sum: columns.reduce((all, { sum }) => all + sum, 0),
    weighted: weighted(raw),
  };
}

function afterMove(board: Board, card: Card, from: number, to: number): Figures {
  const minor = card.base_minor ?? 0;
  return changed(board, (stage) => (stage === from ? { cards: -1, minor: -minor } : stage === to ? { cards: 1, minor } : { cards: 0, minor: 0 }));
}

function without(board: Board, ids: number[]): Figures {
  return changed(board, (stage) => {
    const gone = board.columns.find((column) => column.stage.id === stage)?.cards.filter(({ id }) => ids.includes(id)) ?? [];
    return { cards: -gone.length, minor: -gone.reduce((sum, { base_minor }) => sum + (base_minor ?? 0), 0) };
  });
}
