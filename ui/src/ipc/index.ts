export { call, collectChanges, markStale, onStale, type Call, type CommandName, type Input, type Output, type Work } from "./call";
export { Failure, type FailureKind } from "./failure";
export { host, openExternal, printPages, saveFile } from "./host";
export { opened, type Opened } from "./opened";
export { browserName, endSession, enter, invite, sessions, type Session } from "./session";
export { pagedQuery, type PagedQuery } from "./paged.svelte";
export { inFlight, query, type Query } from "./query.svelte";
export type * from "./generated";
