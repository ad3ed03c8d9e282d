/** Labels of registrations: days left and how one ended; and giving one back. */
import { m } from "../../i18n.svelte";
import { type Registration } from "../../ipc";
import { change } from "../../shell/undo";

/** "12 days", "last day"; nothing when it protects no longer. */
export const leftText = ({ days_left: left }: Registration): string => (left === null ? "" : left === 0 ? m.registrations_last_day() : m.registrations_days_left({ count: left }));

/** "12 days left", as the end of a sentence. */
export const stillText = (one: Registration): string => (one.days_left ? m.registrations_still({ count: one.days_left }) : leftText(one));

/** How many days before its end a registration asks to be looked at. */
export const SOON = 3;

/** How one ended that protects no longer. */
export const endedText = (one: Registration): string => (one.ended_on === null ? m.registrations_ran_out() : one.ended_by === null || one.ended_by === one.holder ? m.registrations_given_back() : m.registrations_ended_by({ name: one.ended_by }));

/** Gives one's own back, or ends somebody else's. */
export const end = (one: Registration, own: boolean): Promise<boolean> =>
  change((call) => call("registrations.end", { id: one.id }), () => (own ? m.registrations_given_back_done({ company: one.company }) : m.registrations_ended_done({ company: one.company })));
