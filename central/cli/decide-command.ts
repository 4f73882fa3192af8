import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import type * as z from 'zod'
import { shippedYear } from '#central/calendar/calendar-service.ts'
import { shanghaiTime } from '#central/clock.ts'
import { decideQuery } from '#central/queries/decide-query.ts'
import { QueryFacts } from '#central/queries/query-facts.ts'
import { defaultPolicyBody, Policy } from '#contract/policy.ts'
import { dayOfCalendar } from '#contract/rules/day-of-calendar.ts'
import { BadInput, type Output } from './output.ts'

/** The kind of the day may be left out: then the calendar that comes with the product says it. */
const GivenFacts = QueryFacts.extend({ dayKind: QueryFacts.shape.dayKind.optional() })

const builtIn: Policy = { version: 1, effectiveFrom: '2026-01-01T00:00:00.000Z', body: defaultPolicyBody }

const help = `
FACTS.json says what the service would have known; "cqw decide --example" prints one that is allowed. Without --policy
the product's default policy decides. The answer is the decision as JSON: outcome, every rule that stands against the
query with whether it can be released, warnings, released rules. Exit code 0: decided; 2: a file is malformed, with the place.`

/** `cqw decide`: what the service's own rules say about given facts. */
export function decideCommand(output: Output): Command {
  return new Command('decide')
    .description('Decides a query from its facts, by the rules of the service.')
    .argument('[facts]', 'a JSON file, - for standard input')
    .option('--policy <file>', 'a policy version as JSON')
    .option('--example', 'print facts to start from')
    .addHelpText('after', help)
    .action((file: string | undefined, { policy, example }: { policy?: string; example?: boolean }) => {
      if (example) return output.result(JSON.stringify(exampleFacts, null, 2))
      if (file === undefined) throw new BadInput('<facts> is missing: name a JSON file, or - for standard input')
      const facts = readJson(GivenFacts, file)
      const inForce = policy === undefined ? builtIn : readJson(Policy, policy)
      const { dayKind = kindOfDay(facts.now), ...known } = facts
      output.result(JSON.stringify(decideQuery({ ...known, dayKind }, inForce), null, 2))
    })
}

function kindOfDay(now: string) {
  const { day } = shanghaiTime(new Date(now))
  return dayOfCalendar(day, shippedYear(Number(day.slice(0, 4)))).kind
}

function readJson<S extends z.ZodType>(schema: S, file: string): z.output<S> {
  const result = schema.safeParse(parseJson(readText(file), file))
  if (result.success) return result.data
  throw new BadInput(result.error.issues.map(({ path, message }) => `${file}: ${placeOf(path)}: ${message}`).join('\n'))
}

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch {
    throw new BadInput(`${file} cannot be read`)
  }
}

/** @throws {BadInput} With line and column where the parser gives a position. */
function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    const [, position] = /position (\d+)/.exec(message) ?? []
    const before = text.slice(0, Number(position ?? text.length)).split('\n')
    throw new BadInput(`${file}: line ${before.length}, column ${(before.at(-1) ?? '').length + 1}: not JSON`)
  }
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? '(whole)' : path.join('.')
}

const exampleFacts: QueryFacts = {
  purpose: '02',
  businessReference: 'LA-2026-000318',
  subject: { kind: 'personal', province: '32', isEmployee: false, isSelf: false, mayBeRelated: false },
  user: {
    status: 'active',
    grade: 'A',
    purposes: ['01', '02'],
    subjectKinds: ['personal'],
    rightsUntil: '2027-11-25T02:00:00.000Z',
    trainingOverdueSince: null,
    regionCode: '320571',
    institutions: ['1032050101', '10320501', '103205', '103200', '100000'],
    level: 'outlet',
  },
  businessFeed: null,
  business: { kind: 'application', status: 'open', regionCode: '320571', isSubjectParty: true },
  consent: {
    isForSubject: true,
    businessReference: 'LA-2026-000318',
    purposes: ['01', '02'],
    signedOn: '2026-11-20',
    firstUsedAt: null,
    revokedAt: null,
    isScanReused: false,
    isScanSimilar: false,
  },
  volume: {
    today: 0,
    lastMinute: 0,
    lastHour: 0,
    thirtyDays: { queries: 40, days: 20 },
    daysSinceLast: 1,
    sameSubjectToday: 0,
    sameSubjectAtInstitution: 0,
    missesToday: 0,
    intervalsSeconds: [],
    consecutiveIds: 1,
    alphabeticalNames: 1,
  },
  release: null,
  stops: [],
  now: '2026-11-25T02:00:00.000Z',
  dayKind: 'work',
}
