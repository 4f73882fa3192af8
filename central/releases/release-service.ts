/** Releases: asked for by the officer, given by an approver with a signature, used once. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import type { SignatureService } from '#central/identity/signature-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { Signature } from '#contract/approval.ts'
import { AppError } from '#contract/failure.ts'
import {
  grantOperation,
  type ReleaseCase,
  type ReleaseRequest,
  type ReleaseState,
  refuseOperation,
  releasableRules,
} from '#contract/release.ts'
import { judgeReleaser, type Releaser } from './judge-releaser.ts'
import type { StoredRelease } from './release-repository.ts'
import * as repository from './release-repository.ts'
import { listDuty, listStaffed } from './roster-repository.ts'

const dayMs = 86_400_000
/** How long decided requests stay on the approvers' list. */
const listedMs = dayMs
/** Over which time pairs of officer and approver are looked at. */
const pairMs = 30 * dayMs

export interface ReleaseService {
  /** @throws {AppError} `not-found`, or `conflict` when the query is not blocked or no rule of it can be released. */
  request(request: ReleaseRequest, caller: SessionCaller): Promise<ReleaseState>
  listFor(caller: SessionCaller): Promise<ReleaseCase[]>
  /** @throws {AppError} `forbidden`, `conflict` when it was decided before, `signature-refused`. */
  grant(id: string, signature: Signature, caller: SessionCaller): Promise<ReleaseCase>
  refuse(id: string, refusal: { note: string; signature: Signature }, caller: SessionCaller): Promise<ReleaseCase>
  /** The release of each of these queries, by query id. */
  statesOf(queryable: Queryable, queryIds: readonly string[]): Promise<ReadonlyMap<string, ReleaseState>>
  /** The release with the query it was given for, locked until the transaction ends. @throws {AppError} `not-found` */
  lockOwn(tx: Transaction, id: string, caller: SessionCaller): Promise<StoredRelease>
  findOwn(id: string, caller: SessionCaller): Promise<StoredRelease>
  /** Uses it up for a query. @throws {AppError} `conflict` when somebody was faster. */
  use(tx: Transaction, release: StoredRelease, use: { queryId: string; caller: SessionCaller }): Promise<void>
}

export interface ReleaseDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly institutions: InstitutionService
  readonly signatures: SignatureService
  readonly clock: Clock
}

export function createReleaseService(dependencies: ReleaseDependencies): ReleaseService {
  const { database, audit, policy, institutions: tree, signatures, clock } = dependencies
  return { request, listFor, grant, refuse, statesOf, lockOwn, findOwn, use }

  async function request(wanted: ReleaseRequest, caller: SessionCaller): Promise<ReleaseState> {
    const blocked = await repository.findBlockedQuery(database, wanted.queryId)
    if (blocked?.userId !== caller.user.id) throw new AppError('not-found', 'There is no such query.')
    const { reasons } = blocked.decision
    const rules = releasableRules(reasons)
    const isReleasable = blocked.state === 'blocked' && rules.length > 0 && rules.length === reasons.length
    if (!isReleasable) throw new AppError('conflict', 'This query cannot be released.')

    const isHigherOnly = reasons.some((reason) => reason.isHigherOnly)
    const release = { ...wanted, userId: caller.user.id, institution: blocked.institution, rules, isHigherOnly }
    await inTransaction(database, async (tx) => {
      const isNew = await repository.insertRelease(tx, { ...release, requestedAt: clock() })
      const facts = { query: wanted.queryId, rules, isHigherOnly }
      if (isNew) await audit.record(tx, entryOf('release.requested', caller, { object: wanted.id, facts }))
    })
    const stored = (await statesOf(database, [wanted.queryId])).get(wanted.queryId)
    if (!stored) throw new Error('A release just written is not there.')
    return stored
  }

  async function listFor(caller: SessionCaller): Promise<ReleaseCase[]> {
    const since = new Date(clock().getTime() - listedMs)
    const releases = await repository.listReleases(database, caller.user.institution, since)
    const cases = await Promise.all(
      releases.map(async (release) => ({ release, releaser: await judge(database, release, caller) })),
    )
    const allowed = cases.filter(({ releaser, release }) => releaser.kind === 'may' || release.state !== 'waiting')
    return Promise.all(allowed.map(({ release, releaser }) => caseOf(release, releaser, caller)))
  }

  async function judge(queryable: Queryable, release: StoredRelease, caller: SessionCaller): Promise<Releaser> {
    const now = clock()
    const { body } = await policy.current(queryable)
    const duty = await listDuty(queryable, caller.user.institution, now)
    const institutions = (await tree.above(queryable, release.institution)).map(({ code }) => code)
    return judgeReleaser({
      approver: caller.user,
      request: {
        officer: release.employeeId,
        institutions,
        staffed: await listStaffed(queryable, institutions),
        isHigherOnly: release.isHigherOnly,
        requestedAt: release.requestedAt,
      },
      onDuty: duty.filter(({ from }) => from <= now),
      answerMinutes: body.release.answerMinutes,
      now,
    })
  }

  async function grant(id: string, signature: Signature, caller: SessionCaller): Promise<ReleaseCase> {
    const release = await requireMay(id, caller)
    const challenge = await signatures.confirm(grantOperation(release), signature, caller)
    const { body } = await policy.current()
    const now = clock()
    const validUntil = new Date(now.getTime() + body.release.minutes * 60_000)
    const pair = await pairOf(release, caller)
    const facts = { query: release.queryId, officer: release.employeeId, rules: release.rules, challenge, ...pair }
    const verdict = { state: 'granted', by: caller.user.id, at: now, note: null, validUntil } as const
    return decide(release, { verdict, kind: 'release.granted', facts }, caller)
  }

  async function refuse(
    id: string,
    { note, signature }: { note: string; signature: Signature },
    caller: SessionCaller,
  ): Promise<ReleaseCase> {
    const release = await requireMay(id, caller)
    const challenge = await signatures.confirm(refuseOperation(release), signature, caller)
    const facts = { query: release.queryId, officer: release.employeeId, challenge }
    const verdict = { state: 'refused', by: caller.user.id, at: clock(), note, validUntil: null } as const
    return decide(release, { verdict, kind: 'release.refused', facts }, caller)
  }

  async function requireMay(id: string, caller: SessionCaller): Promise<StoredRelease> {
    const release = await repository.findRelease(database, id)
    const releaser = release && (await judge(database, release, caller))
    if (!release || releaser?.kind !== 'may')
      throw new AppError('forbidden', 'This release is not the caller’s to decide.')
    if (release.state !== 'waiting') throw new AppError('conflict', 'This release was decided before.')
    return release
  }

  async function decide(
    release: StoredRelease,
    made: {
      verdict: repository.Verdict
      kind: 'release.granted' | 'release.refused'
      facts: Parameters<typeof entryOf>[2]['facts']
    },
    caller: SessionCaller,
  ): Promise<ReleaseCase> {
    await inTransaction(database, async (tx) => {
      if (!(await repository.saveVerdict(tx, release.id, made.verdict)))
        throw new AppError('conflict', 'This release was decided before.')
      await audit.record(tx, entryOf(made.kind, caller, { object: release.id, facts: made.facts }))
    })
    const stored = await repository.findRelease(database, release.id)
    if (!stored) throw new Error('A release just decided is not there.')
    return caseOf(stored, { kind: 'may', isTurn: true }, caller)
  }

  async function pairOf(release: StoredRelease, caller: SessionCaller) {
    const since = new Date(clock().getTime() - pairMs)
    const { byCaller, all } = await repository.countPair(database, {
      officer: release.userId,
      approver: caller.user.id,
      since,
    })
    return { releasedByCaller: byCaller, releasedInAll: all }
  }

  async function caseOf(release: StoredRelease, releaser: Releaser, caller: SessionCaller): Promise<ReleaseCase> {
    const { releasedByCaller, releasedInAll } = await pairOf(release, caller)
    return {
      ...stateOf(release, clock()),
      queryId: release.queryId,
      reason: release.reason,
      officer: { employeeId: release.employeeId, name: release.officerName },
      institution: { code: release.institution, name: release.institutionName },
      businessReference: release.businessReference,
      purpose: release.purpose,
      reasons: release.decision.reasons,
      isMine: releaser.kind === 'may' && releaser.isTurn && release.state === 'waiting',
      pair: { byCaller: releasedByCaller, all: releasedInAll },
      decidedBy: release.decidedBy,
    }
  }

  async function statesOf(queryable: Queryable, queryIds: readonly string[]) {
    const releases = queryIds.length === 0 ? [] : await repository.findReleasesOf(queryable, queryIds)
    return new Map(releases.map((release) => [String(release.queryId), stateOf(release, clock())]))
  }

  async function lockOwn(tx: Transaction, id: string, caller: SessionCaller): Promise<StoredRelease> {
    return requireOwn(await repository.lockRelease(tx, id), caller)
  }

  async function findOwn(id: string, caller: SessionCaller): Promise<StoredRelease> {
    return requireOwn(await repository.findRelease(database, id), caller)
  }

  async function use(
    tx: Transaction,
    release: StoredRelease,
    { queryId, caller }: { queryId: string; caller: SessionCaller },
  ): Promise<void> {
    if (!(await repository.saveUse(tx, release.id, queryId)))
      throw new AppError('conflict', 'This release was used before.')
    await audit.record(tx, entryOf('release.used', caller, { object: release.id, facts: { query: queryId } }))
  }
}

function requireOwn(release: StoredRelease | undefined, caller: SessionCaller): StoredRelease {
  if (release?.userId !== caller.user.id) throw new AppError('not-found', 'There is no such release.')
  return release
}

function stateOf({ id, state, requestedAt, decidedAt, note, validUntil }: StoredRelease, now: Date): ReleaseState {
  const isOver = state === 'granted' && validUntil !== null && validUntil <= now
  return {
    id,
    state: isOver ? 'lapsed' : state,
    requestedAt: requestedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
    note,
    validUntil: validUntil?.toISOString() ?? null,
  }
}
