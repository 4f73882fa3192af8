import { generateKeyPairSync } from 'node:crypto'
import type { EntryDraft } from '#central/audit/audit-service.ts'
import type { LogIdentity } from '#central/audit/sequencer.ts'
import type { Database } from '#central/database/database.ts'
import { LogEntry } from '#contract/log-entry.ts'

/** Every entry of the log in the order in which it was written, also those without a place yet. */
export async function readEntries(database: Database): Promise<LogEntry[]> {
  const rows = await database`
    select body from log_entry
      left join log_leaf on log_leaf.entry_id = log_entry.id
      left join log_pending on log_pending.entry_id = log_entry.id
     order by log_leaf.index nulls last, log_pending.arrival`
  return rows.map((row) => LogEntry.parse(JSON.parse(Buffer.from(row['body'] as Uint8Array).toString())))
}

/** A key pair of a log of its own. */
export function aLogIdentity(): LogIdentity {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  return { origin: 'cqw.example/log', privateKey, publicKey: new Uint8Array(spki.subarray(-32)) }
}

export function aDraft(): EntryDraft {
  return {
    kind: 'session.refused',
    employeeId: 'E10017',
    institution: '1032050101',
    workstation: 'JJH-001',
    deviceThumbprint: null,
    address: '127.0.0.1',
    session: null,
    subjectCommitment: null,
    object: null,
    facts: { reason: 'wrong-code' },
  }
}
