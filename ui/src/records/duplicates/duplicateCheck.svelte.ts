/** Asks who is known by what is being typed: after a pause, and with the last answer on screen until the next is there. */
import { query, type CheckDuplicates, type DuplicateHit, type Registration } from "../../ipc";

/** Long enough for a number to be typed on, short enough to be there before the next field. */
const PAUSE_MS = 250;

export function duplicateCheck(keys: () => CheckDuplicates | null): { readonly hits: readonly DuplicateHit[]; readonly held: readonly Registration[] } {
  let asked = $state.raw<CheckDuplicates | null>(null);
  let written = "null";
  $effect(() => {
    const next = keys();
    const text = JSON.stringify(next);
    if (text === written) return;
    const timer = setTimeout(() => {
      written = text;
      asked = next;
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  });
  const answer = query("duplicates.check", () => asked);
  // Whose customer it is for a while is told by company, number and code alone.
  const holders = query("registrations.check", () => {
    if (asked === null) return null;
    const { company, mobile, credit_code } = asked;
    return company || mobile || credit_code ? { ...(company ? { company } : {}), ...(mobile ? { mobile } : {}), ...(credit_code ? { credit_code } : {}) } : null;
  });
  return {
    get hits() {
      return asked === null ? [] : (answer.data ?? []);
    },
    get held() {
      return asked === null || !(asked.company || asked.mobile || asked.credit_code) ? [] : (holders.data ?? []);
    },
  };
}
