/** What an auditor does at the workstation: fetch a bundle, verify and read it, compare checkpoints. */

import * as z from 'zod'
import { AuditExportId } from '#contract/audit-export.ts'
import {
  getAuditExports,
  getEngagements,
  postAuditExport,
  postAuditExportCancel,
  postEngagement,
  postEngagementEnd,
} from '#contract/http/audit.ts'
import {
  getFindings,
  postFinding,
  postFindingClosure,
  postFindingRemedy,
  postFindingReturn,
} from '#contract/http/findings.ts'
import { announcement, channel, Nothing } from '#contract/ipc/channel.ts'
import { relay } from '#contract/ipc/relay.ts'
import { FoundEntry } from '#contract/log-search.ts'
import { Instant } from '#contract/values.ts'

export const listEngagements = relay('app:engagement:list', getEngagements)
export const grantEngagement = relay('app:engagement:grant', postEngagement)
export const endEngagement = relay('app:engagement:end', postEngagementEnd)

export const listAuditExports = relay('app:audit-export:list', getAuditExports)
export const requestAuditExport = relay('app:audit-export:request', postAuditExport)
export const cancelAuditExport = relay('app:audit-export:cancel', postAuditExportCancel)

export const listFindings = relay('app:finding:list', getFindings)
export const raiseFinding = relay('app:finding:raise', postFinding)
export const remedyFinding = relay('app:finding:remedy', postFindingRemedy)
export const returnFinding = relay('app:finding:return', postFindingReturn)
export const closeFinding = relay('app:finding:close', postFindingClosure)

const Size = z.int().min(0)
/** Bytes done of bytes to do. */
const Progress = z.strictObject({ done: Size, total: Size })

/** Asks where to, then fetches the parts of a finished bundle and compares each with its hash; `null` when cancelled. */
export const saveAuditExport = channel('app:audit-export:save', {
  roles: ['app'],
  input: z.strictObject({ id: AuditExportId }),
  output: z.strictObject({ saved: z.strictObject({ files: z.int().min(1), bytes: Size }).nullable() }),
})
export const auditExportProgress = announcement('app:audit-export:progress', { roles: ['app'], payload: Progress })

/** The bundle, the auditor's age key, the log's verifier keys, and checkpoints the auditor kept. */
export const bundleFiles = ['bundle', 'identity', 'trust', 'seen'] as const
export const BundleFile = z.enum(bundleFiles)
export type BundleFile = z.output<typeof BundleFile>

/** Names of the files chosen so far; their paths stay in main. */
export const ChosenBundleFiles = z.partialRecord(BundleFile, z.string().max(255))
export type ChosenBundleFiles = z.output<typeof ChosenBundleFiles>

/** Opens the system's file dialog; what was chosen before stays when the person cancels. */
export const chooseBundleFile = channel('app:bundle:choose', {
  roles: ['app'],
  input: z.strictObject({ file: BundleFile }),
  output: ChosenBundleFiles,
})
export const forgetBundleFile = channel('app:bundle:forget', {
  roles: ['app'],
  input: z.strictObject({ file: BundleFile }),
  output: ChosenBundleFiles,
})

export const BundleVerdict = z.strictObject({
  isGood: z.boolean(),
  firstBad: Size.nullable(),
  problems: z
    .array(z.strictObject({ index: Size.nullable(), text: z.string().max(400), chinese: z.string().max(400) }))
    .max(50),
  /** Checkpoints of the auditor that the bundle has no proof for, by their sizes. */
  notCompared: z.array(Size),
  origin: z.string().max(200),
  period: z.strictObject({ from: Instant, until: Instant }),
  from: Size,
  to: Size,
  treeSize: Size,
  selected: Size,
  pruned: Size,
  missingScans: Size,
  exportId: z.string().max(60).nullable(),
  /** Entries that can be read here; of a longer bundle only the first. */
  readable: Size,
  verifiedAt: Instant,
})
export type BundleVerdict = z.output<typeof BundleVerdict>

/** Which file cannot be used, and why. */
export const BundleRefusal = z.strictObject({
  file: BundleFile,
  why: z.enum([
    'missing',
    'unreadable',
    'no-age-key',
    'no-verifier-key',
    'no-checkpoints',
    'not-for-this-key',
    'no-bundle',
  ]),
})
export type BundleRefusal = z.output<typeof BundleRefusal>

/** Verifies the chosen bundle with the chosen files and nothing else: no network, no trust in the service. */
export const verifyChosenBundle = channel('app:bundle:verify', {
  roles: ['app'],
  input: Nothing,
  output: z.union([
    z.strictObject({ verdict: BundleVerdict, refusal: z.null() }),
    z.strictObject({ verdict: z.null(), refusal: BundleRefusal }),
  ]),
})
export const bundleProgress = announcement('app:bundle:progress', { roles: ['app'], payload: Progress })

export const bundlePageEntries = 200

/** Entries of the bundle verified last, in the log's order; `contains` looks at everything an entry says. */
export const readBundleEntries = channel('app:bundle:read', {
  roles: ['app'],
  input: z.strictObject({ contains: z.string().max(80), page: z.int().min(0).max(10_000) }),
  output: z.strictObject({ entries: z.array(FoundEntry).max(bundlePageEntries), found: Size }),
})

/** Writes the last verdict as a PDF where the person wants it; `false` when cancelled. */
export const saveVerdict = channel('app:bundle:save-verdict', {
  roles: ['app'],
  input: Nothing,
  output: z.strictObject({ isSaved: z.boolean() }),
})

/** A signed checkpoint as it was kept: a C2SP note. */
const Note = z.string().max(4000)

/** Has the service prove that the log of one checkpoint begins with the log of another; signatures are checked here. */
export const compareCheckpoints = channel('app:checkpoint:compare', {
  roles: ['app'],
  /** `newer` empty: the checkpoint of this moment. */
  input: z.strictObject({ older: Note, newer: Note }),
  output: z.strictObject({
    /** `unsigned`: not signed by the log's key that this workstation pinned. */
    outcome: z.enum(['grown', 'same', 'forked', 'older-unsigned', 'newer-unsigned']),
    olderSize: Size.nullable(),
    newerSize: Size.nullable(),
  }),
})
