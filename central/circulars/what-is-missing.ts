import type { CircularDraft } from '#contract/circular.ts'

const shortestTitle = 2
const shortestBody = 10

/** The fields of a draft without which it cannot be published. */
export function whatIsMissing(
  { title, body, targets, audience, dueOn }: Omit<CircularDraft, 'id' | 'supersedes'>,
  today: string,
): string[] {
  const problems: Readonly<Record<string, boolean>> = {
    title: title.trim().length < shortestTitle,
    body: body.trim().length < shortestBody,
    targets: targets.length === 0,
    audience: audience.length === 0,
    dueOn: dueOn !== null && dueOn < today,
  }
  return Object.keys(problems).filter((field) => problems[field])
}
