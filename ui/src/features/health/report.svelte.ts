/** The report as last worked out: kept on screen while the records are looked at again. */
import { untrack } from "svelte";
import { query, type HealthFindings, type HealthReport, type Query } from "../../ipc";

/** Asked again so often while the records are being looked at. */
const AGAIN_MS = 400;

export function healthReport() {
  let last = $state.raw<HealthFindings | null>(null);
  const asked: Query<HealthReport> = query("health.report", () => ({}), { every: () => (asked.data?.state === "running" ? AGAIN_MS : null) });
  $effect.pre(() => {
    const answer = asked.data;
    if (answer?.state === "ready") untrack(() => (last = answer));
  });
  return {
    get findings() {
      return last;
    },
    get failure() {
      return asked.failure;
    },
    /** How far, in basis points, while the records are being looked at; null when they are not. */
    get running(): number | null {
      return asked.data?.state === "running" ? asked.data.done_bp : null;
    },
    refetch: () => asked.refetch(),
  };
}
