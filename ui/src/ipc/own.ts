/**
 * The changes this page made itself. Their answers made the queries stale already, so the pulse passes over them.
 * A number is kept until the pulse has gone past it.
 */
import type { ChangeId } from "./generated";
import type { Answer } from "./host";

const made = new Set<ChangeId>();
const onTheWire = new Set<Promise<unknown>>();

/** Passes the answer of a change on, and keeps its number. */
export async function ownChange(answer: Promise<Answer>): Promise<Answer> {
  const noted = answer.then((answered) => {
    if (answered.change_id !== null) made.add(answered.change_id);
    return answered;
  });
  onTheWire.add(noted);
  try {
    return await noted;
  } finally {
    onTheWire.delete(noted);
  }
}

export const isOwn = (id: ChangeId): boolean => made.has(id);

/** Waits until the changes that are on the wire now have been answered: until then, one's own number may be unknown. */
export async function ownAnswers(): Promise<void> {
  await Promise.allSettled([...onTheWire]);
}

/** The pulse has gone past `last` and never names these again. */
export function forgetOwn(last: ChangeId): void {
  for (const id of made) if (id <= last) made.delete(id);
}
