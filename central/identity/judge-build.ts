/** Whether a build of the client may log in: pure, a table of tests holds every way to be refused. */

import { BuildId, type ClientBuild } from '#contract/client-build.ts'

export interface BuildRule {
  /** Build ids that may log in; `any` lets every build in, test builds too. */
  readonly allowed: 'any' | readonly string[]
  /** Oldest version that may log in. */
  readonly minimumVersion: string
}

export const buildRefusals = [
  'build-missing',
  'build-malformed',
  'build-too-old',
  'build-not-released',
  'build-unknown',
] as const
export type BuildRefusal = (typeof buildRefusals)[number]

/** Any build of any version; what the service in test mode goes by when nothing else is set. */
export const everyBuild: BuildRule = { allowed: 'any', minimumVersion: '0.0.0' }

/** The reason to refuse, for the log. A version that claims to be newer than any we know helps nobody: its id is unknown. */
export function judgeBuild(build: ClientBuild | undefined, rule: BuildRule): BuildRefusal | undefined {
  if (build === undefined) return isOpen(rule) ? undefined : 'build-missing'
  const version = parseVersion(build.version)
  if (version === undefined || !BuildId.safeParse(build.id).success) return 'build-malformed'
  if (isOlder(version, parseVersion(rule.minimumVersion) ?? [0, 0, 0])) return 'build-too-old'
  if (rule.allowed === 'any') return undefined
  // Even a listed one: a test build has no guard, and a trial was never meant for the bank.
  if (!build.id.startsWith('release-')) return 'build-not-released'
  return rule.allowed.includes(build.id) ? undefined : 'build-unknown'
}

function isOpen({ allowed, minimumVersion }: BuildRule): boolean {
  return allowed === 'any' && minimumVersion === everyBuild.minimumVersion
}

type Version = readonly [major: number, minor: number, patch: number]

/** Three numbers and nothing else: what stands behind a hyphen could make an old version look new. */
export function parseVersion(text: string): Version | undefined {
  const found = /^(\d{1,5})\.(\d{1,5})\.(\d{1,5})$/.exec(text)
  return found ? [Number(found[1]), Number(found[2]), Number(found[3])] : undefined
}

function isOlder(version: Version, minimum: Version): boolean {
  for (const index of [0, 1, 2] as const) {
    if (version[index] !== minimum[index]) return version[index] < minimum[index]
  }
  return false
}
