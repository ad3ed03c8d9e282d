/** Nothing leaves this machine: the gateway listens on the loopback and nowhere else, the window listens to nobody, and neither calls anyone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { byId } from "../harness/driver.ts";
import { addresses } from "../harness/pages.ts";
import { family, sockets, variable, type Socket } from "../harness/processes.ts";
import { open } from "../harness/steps.ts";
import { answers, HOST, leadwell, place, scenario, startWindow } from "../harness/world.ts";

const LOOPBACK = /^(127\.|\[0:0:0:0:0:0:0:1\]|\[0:0:0:0:0:ffff:7f)/;

const declare: typeof scenario = process.platform === "linux" ? scenario : (name) => test(name, { skip: "reads /proc" }, () => undefined);

declare("no connection leaves the machine", async ({ page, ask, processes }) => {
  await page.wait(byId("board"));
  const seen = new Map<string, Socket>();
  const look = () => {
    for (const one of sockets(processes())) seen.set(`${one.program} ${one.protocol} ${one.local} ${one.remote}`, one);
  };
  look();
  for (const to of await addresses(async (command) => (await ask<{ rows: { id: number }[] }>(command)).rows[0]?.id ?? 1)) {
    await open(page, to);
    look();
  }
  // The page itself asked nobody else.
  const asked = await page.run(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name, location.href).origin).filter((origin) => origin !== location.origin && origin !== "null"));
  assert.deepEqual([...new Set(asked)].filter((origin) => page.kind === "browser" || !["ipc://localhost", "tauri://localhost"].includes(origin)), []);

  assert.ok(processes().length > (page.kind === "window" ? 2 : 0), "there are processes to look at");
  let left = [...seen.values()];
  assert.ok(left.length > 0, "sockets can be seen at all");
  if (page.kind === "window") {
    // The port through which this test drives the window; without a test there is none.
    const driven = processes().map((pid) => variable(pid, "WEBKIT_INSPECTOR_SERVER")).find(Boolean);
    assert.ok(driven, "the test's own port is known");
    left = left.filter(({ local, remote }) => local !== driven && remote !== driven);
    assert.deepEqual(left, [], "the window has no socket at all");
    return;
  }
  const listening = left.filter(({ listens }) => listens);
  assert.equal(listening.length, 1, JSON.stringify(listening));
  const [door] = listening;
  assert.ok(door && LOOPBACK.test(door.local), `listens on ${door?.local}`);
  const others = left.filter(({ listens, local, remote }) => !listens && !(local === door.local && LOOPBACK.test(remote)));
  assert.deepEqual(others, [], "only callers of that one door, all from this machine");
}, { company: "zh" });

test("a window that nobody drives has no socket", { skip: HOST === "browser", timeout: 60_000 }, async () => {
  const { file, environment, clear } = place();
  try {
    await leadwell(file, environment, ["new", file, ...answers("zh")]);
    const window = await startWindow(file, environment);
    try {
      const processes = family(window.pid);
      assert.ok(processes.length > 2, "the window and what it started");
      assert.deepEqual(sockets(processes), []);
    } finally {
      await window.end();
    }
  } finally {
    clear();
  }
});
