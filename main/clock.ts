/** Milliseconds since 1970; handed in wherever time matters. */
export type Clock = () => number
